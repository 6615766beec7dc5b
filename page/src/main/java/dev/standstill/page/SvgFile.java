package dev.standstill.page;

import dev.standstill.page.chart.Drawing;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/** A drawing as a file of its own, which carries the look of the pages with it. */
public final class SvgFile {

  private static final String STYLE = StyleSheet.TEXT + ".sheet { fill: var(--paper); }\n";

  private SvgFile() {}

  /** Well-formed SVG, the same bytes for the same drawing. */
  public static String of(Drawing drawing) {
    StringOutput out = new StringOutput();
    JtesvgfileGenerated.render(new OwaspHtmlTemplateOutput(out), NothingAdded.HERE, drawing, STYLE);
    return Inert.text(out.toString());
  }
}
