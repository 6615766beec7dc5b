package dev.standstill.page;

import dev.standstill.page.chart.Drawing;

/**
 * One sequential test.
 *
 * @param name what it is called
 * @param decides whether it decides, else it is a diagnostic
 * @param caption how to read it
 * @param chart its course
 */
public record TestPanel(String name, boolean decides, String caption, Drawing chart) {

  public String role() {
    return decides ? "decides" : "diagnostic";
  }
}
