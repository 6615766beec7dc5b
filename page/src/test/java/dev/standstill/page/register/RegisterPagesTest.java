package dev.standstill.page.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class RegisterPagesTest {

  private static final Instant NOW = SampleSnapshots.day(5);

  static List<RegisterSnapshot> snapshots() {
    return List.of(
        SampleSnapshots.busy("plain words"),
        SampleSnapshots.busy(SampleSnapshots.HOSTILE),
        SampleSnapshots.ofStatements(450),
        SampleSnapshots.unwitnessed(),
        SampleSnapshots.nothing());
  }

  @ParameterizedTest
  @MethodSource("snapshots")
  void everyPageIsWellFormedAndRunsNothingButItsOneScript(RegisterSnapshot snapshot) {
    for (Placement placement : Placement.values()) {
      RegisterPages pages = RegisterPages.of(snapshot, placement);
      assertThat(pages.paths()).doesNotHaveDuplicates();
      for (String path : pages.paths()) {
        String html = pages.at(path, NOW).orElseThrow();
        assertThat(html)
            .as(path)
            .doesNotContain("NaN", "Infinity", "Optional[", "\u202E", "\u0007");
        inspect(path, parse(path, html));
      }
    }
  }

  private static void inspect(String path, Document document) {
    int scripts = 0;
    Set<String> ids = new HashSet<>();
    NodeList nodes = document.getElementsByTagName("*");
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      assertThat(element.getTagName()).as(path).isNotIn("img", "style", "iframe", "form", "base");
      if (element.getTagName().equals("script")) {
        scripts++;
        assertThat(element.getAttribute("src")).endsWith(Asset.SCRIPT.path());
        assertThat(element.getTextContent()).isEmpty();
      }
      NamedNodeMap attributes = element.getAttributes();
      for (int a = 0; a < attributes.getLength(); a++) {
        String name = attributes.item(a).getNodeName();
        String value = attributes.item(a).getNodeValue();
        assertThat(name).as(path).doesNotStartWith("on").isNotEqualTo("style");
        if (name.equals("href") || name.equals("src")) {
          assertThat(value).as(path).doesNotStartWith("/").doesNotContain(":", "//");
        }
        if (name.equals("id")) {
          assertThat(ids.add(value)).as(path + "#" + value).isTrue();
        }
      }
    }
    assertThat(scripts).as(path).isEqualTo(1);
  }

  @Test
  void hostileWordsAreShownAndNothingElse() {
    RegisterPages pages =
        RegisterPages.of(SampleSnapshots.busy(SampleSnapshots.HOSTILE), Placement.SERVED);
    for (String path : List.of("orders", "findings", "permits", "log")) {
      assertThat(pages.at(path, NOW).orElseThrow())
          .as(path)
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
          .doesNotContain("<script>alert", "<img");
    }
  }

  @Test
  void everyLinkOfASmallRegisterLeadsToAPage() {
    RegisterPages pages = RegisterPages.of(SampleSnapshots.busy("plain words"), Placement.SERVED);
    for (String path : pages.paths()) {
      Document document = parse(path, pages.at(path, NOW).orElseThrow());
      NodeList links = document.getElementsByTagName("a");
      java.net.URI here = java.net.URI.create("http://register.example/" + path);
      for (int i = 0; i < links.getLength(); i++) {
        String href = ((Element) links.item(i)).getAttribute("href");
        String target = here.resolve(href).getPath();
        if (!href.startsWith("#") && !target.equals("/checkpoint")) {
          assertThat(pages.at(target, NOW)).as(href + " on " + path).isPresent();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing", "sites/a", "sites/a/nowhere", "sites/../sites", "sites/page-1", "sites/page-2",
        "log/page-1", "log/page-0", "log/page-99999999999", "orders/xyz", "parties/", "parties/z",
        "statements/0", "statements/..", "operator/a", "index.html", "//", "log/"
      })
  void whatIsNoPageIsNone(String path) {
    RegisterPages pages = RegisterPages.of(SampleSnapshots.busy("plain words"), Placement.SERVED);
    assertThat(pages.at(path, NOW)).isEmpty();
  }

  @Test
  void theSameIsShownForTheSame() {
    RegisterPages one = RegisterPages.of(SampleSnapshots.busy("x"), Placement.SERVED);
    RegisterPages other = RegisterPages.of(SampleSnapshots.busy("x"), Placement.SERVED);
    assertThat(one.paths()).isEqualTo(other.paths());
    one.paths().forEach(path -> assertThat(one.at(path, NOW)).isEqualTo(other.at(path, NOW)));
  }

  @Test
  void withinTheLimitItIsFreshAndSaysUntilWhen() {
    String html = world(SampleSnapshots.busy("x"), SampleSnapshots.day(5).plusSeconds(6 * 3600));
    assertThat(html)
        .doesNotContain("STALE.", "UNDATED.")
        .contains("data-stale-from=\"2027-01-06T06:00:00Z\"", "Stale from 2027-01-06 06:00 UTC on");
  }

  @Test
  void pastTheLimitItIsStale() {
    assertThat(world(SampleSnapshots.busy("x"), SampleSnapshots.day(5).plusSeconds(6 * 3600 + 1)))
        .contains("STALE.", "limit is 6 hours");
  }

  @Test
  void aClockFarBehindTheLogTrustsNothing() {
    assertThat(world(SampleSnapshots.busy("x"), SampleSnapshots.day(4))).contains("STALE.");
  }

  @Test
  void whatNobodyWitnessedIsInForceNowhereAndHasNoAge() {
    assertThat(world(SampleSnapshots.unwitnessed(), NOW))
        .contains("UNDATED.", "nothing in it is in force", "cosignatures of independent witnesses")
        .doesNotContain("<p class=\"headline\">Yes.");
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertThat(world(SampleSnapshots.nothing(), NOW))
        .contains("no charter could be read", "a checkpoint that verifies", "UNDATED.");
  }

  @Test
  void aPauseInForceIsTheFirstThingSaid() {
    assertThat(world(SampleSnapshots.busy("because"), NOW))
        .containsSubsequence("Is a pause in force?", "Yes. Pause of", "Who keeps it?");
  }

  @Test
  void aSiteThatNeverReportedIsMissingInWordsAndColour() {
    RegisterPages pages = RegisterPages.of(SampleSnapshots.busy("x"), Placement.SERVED);
    for (String path : pages.paths()) {
      if (path.startsWith("sites/")) {
        assertThat(pages.at(path, NOW).orElseThrow()).contains("<h2 id=\"reports\">");
      }
    }
  }

  @Test
  void theDocketTellsACaseFromQuestionToRuling() {
    String html =
        RegisterPages.of(SampleSnapshots.busy("their words"), Placement.SERVED)
            .at("findings", NOW)
            .orElseThrow();
    assertThat(html)
        .containsSubsequence(
            "The docket",
            "ruled: breach",
            "Asked by b",
            "their words",
            "Reply of a",
            "d stepped aside",
            "Ruling: breach",
            "Dissent of d");
  }

  @Test
  void aPermitSaysWhatIsDrawnAndWhy() {
    String html =
        RegisterPages.of(SampleSnapshots.busy("their words"), Placement.SERVED)
            .at("permits", NOW)
            .orElseThrow();
    assertThat(html).contains("their words at", "an emergency that nobody foresaw", "drawn of");
  }

  @Test
  void aLongLogHasPagesTheNewestFirst() {
    RegisterPages pages = RegisterPages.of(SampleSnapshots.ofStatements(450), Placement.FILES);
    assertThat(pages.paths()).contains("log/page-2", "log/page-3").doesNotContain("log/page-4");
    assertThat(pages.at("log", NOW).orElseThrow())
        .contains(">450<", "log/page-2.html")
        .doesNotContain(">250<");
    assertThat(pages.at("log/page-2", NOW).orElseThrow()).contains(">250<");
  }

  @Test
  void theNamesOfAssetsHoldTheirDigests() {
    assertThat(RegisterPages.assets())
        .allSatisfy(
            asset -> assertThat(asset.path()).matches("assets/register-[0-9a-f]{16}\\.(css|js)"))
        .extracting(Asset::text)
        .allSatisfy(text -> assertThat(text).doesNotContain("http://", "https://", "@import"));
  }

  private static String world(RegisterSnapshot snapshot, Instant now) {
    return RegisterPages.of(snapshot, Placement.SERVED).at("/", now).orElseThrow();
  }

  private static Document parse(String path, String html) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(html)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(path + " is not well-formed: " + e.getMessage(), e);
    }
  }
}
