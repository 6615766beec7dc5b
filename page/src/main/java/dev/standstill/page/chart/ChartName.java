package dev.standstill.page.chart;

/**
 * How a chart is called on its page.
 *
 * @param id unique on the page
 * @param title what it shows
 * @param description what it shows to somebody who cannot see it
 */
public record ChartName(String id, String title, String description) {

  /** The same chart in another form, which needs an id of its own. */
  public ChartName as(String form) {
    return new ChartName(id + "-" + form, title, description);
  }
}
