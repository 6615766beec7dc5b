package dev.standstill.page;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import java.util.Map;

/** Adds nothing to any tag: the templates are complete as written. */
public final class NothingAdded implements HtmlInterceptor {

  /** The only one that is needed. */
  public static final NothingAdded HERE = new NothingAdded();

  private NothingAdded() {}

  @Override
  public void onHtmlTagOpened(String name, Map<String, Object> attributes, TemplateOutput output) {}

  @Override
  public void onHtmlTagClosed(String name, TemplateOutput output) {}
}
