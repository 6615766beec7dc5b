package dev.standstill.page.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.page.SvgFile;
import dev.standstill.page.chart.CurveChart.Axis;
import dev.standstill.page.chart.CurveChart.Curve;
import dev.standstill.page.chart.CurveChart.Point;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class CurveChartTest {
  private static final Axis SHARES = new Axis("share", 0, 1, false);
  private static final Axis LEVELS = new Axis("level", .001, 1, true);

  private static Curve curve(String name, double from, double to) {
    return new Curve(name, List.of(new Point(.001, from), new Point(1, to)));
  }

  private static Drawing draw(Axis x, Curve... curves) {
    return new CurveChart(x, SHARES, List.of(curves))
        .draw(new ChartName("c", "a & b < c", "shown"));
  }

  @Test
  void laysDecadesAtEqualDistances() {
    Drawing drawing =
        draw(
            LEVELS,
            new Curve("one", List.of(new Point(.001, 0), new Point(.01, 0), new Point(.1, 0))));
    String path =
        drawing.shapes().stream()
            .filter(shape -> shape.ink() == Ink.FIRST_CURVE)
            .findFirst()
            .orElseThrow()
            .path();
    assertThat(path).isEqualTo("M58 296L188.7 296L319.3 296");
    assertThat(drawing.labels().stream().map(Drawing.Label::text))
        .contains("10⁻³", "10⁻²", "10⁻¹", "level", "share", "one");
  }

  @Test
  void namesWhatEndsTogetherApart() {
    Drawing drawing = draw(LEVELS, curve("low", 0, .99), curve("high", 0, 1), curve("far", 0, 0));
    double low = name(drawing, "low");
    double high = name(drawing, "high");
    assertThat(low - high).isGreaterThanOrEqualTo(13);
    assertThat(name(drawing, "far")).isGreaterThan(low + 100);
  }

  private static double name(Drawing drawing, String text) {
    return drawing.labels().stream()
        .filter(label -> label.text().equals(text))
        .mapToDouble(label -> Double.parseDouble(label.y()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void standsAloneAsAWellFormedFile() throws Exception {
    String svg = SvgFile.of(draw(LEVELS, curve("one", 0, 1)));
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(document.getDocumentElement().getNodeName()).isEqualTo("svg");
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("a & b < c");
    assertThat(svg.replace("http://www.w3.org/2000/svg", "")).doesNotContain("://");
  }

  @Test
  void refusesWhatCannotBeDrawnOrToldApart() {
    assertThatThrownBy(() -> new Axis("x", 0, 1, true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Axis("x", 1, 1, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new CurveChart(SHARES, SHARES, Collections.nCopies(6, curve("c", 0, 1))))
        .hasMessage("6 curves; 1 to 5 can be told apart");
  }
}
