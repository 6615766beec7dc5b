package dev.standstill.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Reason;
import dev.standstill.core.finding.Status;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ConclusionsPageTest {

  static Stream<Map.Entry<String, ConclusionsPage>> pages() {
    return Worlds.all().entrySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void isWellFormedAndQuotesEverySentenceAndReason(Map.Entry<String, ConclusionsPage> page)
      throws IOException {
    String html = page.getValue().html();
    keepForLooking(page.getKey(), html);
    String text = text(parse(html));
    for (Conclusion conclusion : page.getValue().evaluation().conclusions()) {
      assertThat(text).contains(flat(conclusion.sentence()));
      for (Reason reason : conclusion.reasons()) {
        assertThat(text).contains(flat(reason.detail()));
      }
    }
    page.getValue()
        .evaluation()
        .findings()
        .forEach(finding -> assertThat(text).contains(flat(finding.detail())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void loadsNothingAndRunsNothing(Map.Entry<String, ConclusionsPage> page) {
    String html = page.getValue().html();
    Document document = parse(html);
    Set<String> ids = new HashSet<>();
    for (Element element : elements(document)) {
      assertThat(element.getTagName())
          .isNotIn("script", "img", "link", "iframe", "object", "embed", "form", "base");
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        String name = attributes.item(i).getNodeName();
        assertThat(name).doesNotStartWith("on").isNotIn("src", "srcset", "style", "action");
        if (name.equals("href")) {
          assertThat(attributes.item(i).getNodeValue()).startsWith("#");
        }
        if (name.equals("id")) {
          assertThat(ids.add(attributes.item(i).getNodeValue())).isTrue();
        }
      }
    }
    assertThat(html)
        .doesNotContain("http://", "https://", "@import", "url(")
        .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void printsNoNumberThatIsNone(Map.Entry<String, ConclusionsPage> page) {
    assertThat(page.getValue().html()).doesNotContain("NaN", "Infinity", "null", "Optional[");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void isTheSameForTheSameInput(Map.Entry<String, ConclusionsPage> page) {
    assertThat(Objects.requireNonNull(Worlds.all().get(page.getKey())).html())
        .isEqualTo(page.getValue().html());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void staysBelowOneMegabyte(Map.Entry<String, ConclusionsPage> page) {
    assertThat(page.getValue().html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000_000);
  }

  @Test
  void countsSitesInWords() {
    assertThat(text(parse(Worlds.months().html())))
        .contains("Of four sites, one is upheld, two undecided and one refuted.")
        .contains("Of four areas, two are upheld, one undecided and one refuted.");
    assertThat(text(parse(Worlds.single().html()))).contains("The one site is upheld.");
    assertThat(text(parse(Worlds.noCharter().html())))
        .contains("Nothing can be decided about anybody.");
  }

  @Test
  void saysThatARefutationIsNoVerdict() {
    assertThat(text(parse(Worlds.singleRefuted().html())))
        .contains("never says “cheated”; only a ruling says violation");
  }

  @Test
  void marksWhatIsMissing() {
    String html = Worlds.months().html();
    assertThat(text(parse(html)))
        .contains("missing: 2 due reports, the first for 2026-10-25 to 2026-10-26")
        .contains("missing: it never reported; 26 due reports")
        .contains("Undecided: missing");
    assertThat(html).contains("<strong class=\"missing\">");
  }

  @Test
  void drawsACrossForEachPeriodWithoutABalance() {
    Evaluation evaluation = Worlds.months().evaluation();
    long closed = evaluation.balances().get(2).areas().getFirst().periods().size();
    AreaView area = PageView.of(Worlds.months()).areas().get(3);
    assertThat(area.name()).isEqualTo("cirrus/east, area hall-1");
    assertThat(
            area.charts().getFirst().shapes().stream()
                .filter(shape -> shape.ink().css().equals("ink-missing")))
        .hasSize((int) (26 - closed));
  }

  @Test
  void foldsThirtyCopiesAway() {
    ConclusionsPage page = Worlds.copies();
    assertThat(page.evaluation().findings())
        .filteredOn(finding -> finding.code() == FindingCode.DUPLICATE_SERIES)
        .hasSize(30);
    assertThat(text(parse(page.html()))).contains("duplicate-series 30 ×").contains("All 30");
  }

  @Test
  void saysWhichTestDecides() {
    assertThat(text(parse(Worlds.months().html()))).contains("Anytime sum decides");
    assertThat(text(parse(Worlds.oneShot().html())))
        .contains("The one-shot test decides")
        .contains("Anytime sum diagnostic");
  }

  @Test
  void hostileTextIsInert() {
    String html = Worlds.hostile().html();
    assertThat(html).doesNotContain("<script", "\u202E", "\u0007").contains("&lt;script&gt;");
    assertThat(parse(html).getElementsByTagName("title").item(0).getTextContent())
        .startsWith(Inert.text(Worlds.HOSTILE));
  }

  @Test
  void worldsShowWhatTheyAreMeantTo() {
    assertThat(statuses(Worlds.months())).contains(Status.UPHELD, Status.UNDECIDED, Status.REFUTED);
    assertThat(statuses(Worlds.damaged())).contains(Status.REFUTED, Status.UNDECIDED);
  }

  private static List<Status> statuses(ConclusionsPage page) {
    return page.evaluation().conclusions().stream().map(Conclusion::status).distinct().toList();
  }

  private static void keepForLooking(String name, String html) throws IOException {
    Path folder = Path.of("target", "pages");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".html"), html);
  }

  private static Document parse(String html) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(html)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    }
  }

  private static String text(Document document) {
    return document.getDocumentElement().getTextContent().replaceAll("\\s+", " ");
  }

  private static String flat(String text) {
    return Inert.text(text).replaceAll("\\s+", " ");
  }

  private static List<Element> elements(Document document) {
    NodeList nodes = document.getElementsByTagName("*");
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
