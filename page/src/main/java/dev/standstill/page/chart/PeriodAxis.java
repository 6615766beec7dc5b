package dev.standstill.page.chart;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.page.chart.Drawing.Anchor;
import dev.standstill.page.words.Figures;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Balance periods side by side, one slot each, in order. Named by their beginning in UTC. */
record PeriodAxis(List<BalancePeriod> periods, double left, double right) {

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  double slot() {
    return (right - left) / periods.size();
  }

  double start(int place) {
    return left + place * slot();
  }

  double centre(int place) {
    return left + (place + 0.5) * slot();
  }

  /** Ticks and dates under a baseline, as many as there is room for. */
  void draw(Sketch sketch, double baseline) {
    sketch.line(Ink.AXIS, left, baseline, right, baseline);
    double room = Sketch.textWidth(name(periods.getFirst().from())) + 14;
    int every = (int) Math.max(1, Math.ceil(room / slot()));
    for (int place = 0; place < periods.size(); place += every) {
      sketch.line(Ink.AXIS, centre(place), baseline, centre(place), baseline + 4);
      sketch.label(
          Ink.TICK, centre(place), baseline + 16, Anchor.MIDDLE, name(periods.get(place).from()));
    }
  }

  String caption() {
    return "Period begins, UTC, "
        + Figures.date(periods.getFirst().from())
        + " to "
        + Figures.date(periods.getLast().from());
  }

  private String name(Instant begin) {
    OffsetDateTime time = begin.atOffset(ZoneOffset.UTC);
    String day = time.getDayOfMonth() + " " + MONTHS.get(time.getMonthValue() - 1);
    return periods.stream().allMatch(PeriodAxis::beginsAtMidnight)
        ? day
        : day + " " + time.toLocalTime().truncatedTo(ChronoUnit.MINUTES);
  }

  private static boolean beginsAtMidnight(BalancePeriod period) {
    return period.from().truncatedTo(ChronoUnit.DAYS).equals(period.from());
  }
}
