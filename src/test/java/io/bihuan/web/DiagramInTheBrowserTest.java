package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The diagram as the browser draws it under the site's own policy; the picture in {@code docs/} is
 * the same drawing, and compared here.
 */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DiagramInTheBrowserTest {
  private static final Path PICTURE = Path.of("docs/hazard-rectification.svg");
  private static final Pattern PLACE =
      Pattern.compile("data-element-id=\"\\w+\"(?: transform=\"[^\"]+\")?");
  private static final Pattern OPENING =
      Pattern.compile("<svg [^>]*viewBox=\"(\\S+) (\\S+) (\\S+) (\\S+)\"[^>]*>");

  /** The drawing of the page as a picture of its own. */
  private static final String SAVED =
      """
      const section = document.querySelector('details.procedure');
      return (async () => {
        const xml = await (await fetch(section.dataset.drawing)).text();
        const container = document.body.appendChild(document.createElement('div'));
        const viewer = new BpmnJS({ container });
        await viewer.importXML(xml);
        return (await viewer.saveSVG()).svg;
      })()
      """;

  @TempDir Path files;
  @Autowired private County county;
  @LocalServerPort private int port;

  private County.Folk folk;
  private Browser browser;

  @BeforeAll
  static void require() {
    Browser.require();
  }

  @BeforeEach
  void open() {
    folk = county.found();
    browser = Browser.open(port, files.resolve("profile"));
    browser.go("/sign-in");
    browser.fill("username", folk.account(folk.inspector));
    browser.fill("password", County.LOGIN_PASSWORD);
    browser.press("main form button");
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void theDiagramShowsTheWayAndWhereItStands() {
    HazardNo no = folk.standingAt(Act.REINSPECT);
    folk.backward(no);
    browser.go("/hazards/" + no);
    assertThat(browser.has("script[src*=bpmn]")).isFalse();
    browser.tick("details.procedure summary");
    browser.await(".drawing-frame[data-drawn]");

    assertThat(browser.count(".drawing .djs-shape.stands-at")).isEqualTo(1);
    assertThat(browser.has(".djs-shape.stands-at[data-element-id=rectify]")).isTrue();
    assertThat(browser.has(".djs-shape.walked[data-element-id=issueOrder]")).isTrue();
    assertThat(browser.has(".djs-connection.walked[data-element-id=sentBackToNextRound]")).isTrue();
    assertThat(browser.has(".djs-connection.walked[data-element-id=returnedToIssueOrder]"))
        .isFalse();
    assertThat(browser.has(".djs-shape.walked[data-element-id=closeOut]")).isFalse();
    assertThat(browser.count(".steps .current")).isEqualTo(1);
    browser.look("hazard-diagram");
    assertThat(browser.amiss()).isEmpty();
  }

  @Test
  void thePictureInTheDocumentsIsTheDrawing() throws IOException {
    browser.go("/hazards/" + folk.reported());
    browser.tick("details.procedure summary");
    browser.await(".drawing-frame[data-drawn]");
    String drawn = String.valueOf(browser.script(SAVED));
    assertThat(drawn).doesNotContain("viewBox=\"0 0 0 0\"");
    if (Boolean.getBoolean("bihuan.draw")) {
      Files.writeString(PICTURE, onWhite(drawn));
    }
    assertThat(places(Files.readString(PICTURE)))
        .as("stale; draw it with: mvn test -Dtest=DiagramInTheBrowserTest -Dbihuan.draw=true")
        .isNotEmpty()
        .isEqualTo(places(drawn));
  }

  private static String onWhite(String svg) {
    return OPENING
        .matcher(svg)
        .replaceFirst("$0<rect x=\"$1\" y=\"$2\" width=\"$3\" height=\"$4\" fill=\"white\"/>");
  }

  /** Which shape a picture shows, and where. */
  private static Set<String> places(String svg) {
    return PLACE.matcher(svg).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
