package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/**
 * Shows every page to a browser at the width of a phone and of a desk, under the product's content
 * security policy, and leaves the pictures in {@code target/look} to be looked at.
 */
class LookTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path PICTURES = Path.of("target/look");
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'";

  /** Elements one taps; a link inside a sentence is excepted, as in WCAG 2.2. */
  private static final String SMALL_TARGETS =
      """
      return [...document.querySelectorAll('button, .btn, input:not([type=hidden]):not([type=radio]):not([type=checkbox]), select, summary, nav a, .more, .picks label, .verdicts label, .keep, .sibling, .brand, .back')]
        .filter(e => e.offsetParent && !e.closest('[inert]') && !e.matches('.visually-hidden, .shutter input'))
        .filter(e => e.getBoundingClientRect().height < 43.5 || e.getBoundingClientRect().width < 43.5)
        .map(e => e.outerHTML.slice(0, 90))
      """;

  @TempDir static Path profile;
  private static HttpServer server;
  private static ChromeDriver browser;

  @BeforeAll
  static void open() throws IOException {
    assumeThat(CHROMIUM).exists();
    Files.createDirectories(PICTURES);
    Rendering rendering = new Rendering();
    Map<String, InventedPages.Shown> pages = InventedPages.all();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/page/",
        exchange -> {
          InventedPages.Shown shown = pages.get(last(exchange));
          send(
              exchange,
              "text/html;charset=UTF-8",
              rendering
                  .render(shown.template(), shown.model(), Locale.SIMPLIFIED_CHINESE)
                  .getBytes(StandardCharsets.UTF_8));
        });
    server.createContext(
        "/evidence/",
        exchange -> send(exchange, "image/jpeg", resource("/demo/" + last(exchange) + ".jpg")));
    server.createContext(
        "/webjars/",
        exchange ->
            send(
                exchange,
                "text/css",
                resource("/META-INF/resources/webjars/bootstrap/5.3.8/css/bootstrap.min.css")));
    server.createContext(
        "/",
        exchange -> {
          String name = last(exchange);
          String type =
              name.endsWith(".css")
                  ? "text/css"
                  : name.endsWith(".js") ? "text/javascript" : "image/svg+xml";
          send(exchange, type, resource("/static/" + name));
        });
    server.start();

    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + profile);
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .build(),
            options);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void everyPageFitsAPhoneAndADesk() throws IOException {
    List<String> amiss = new ArrayList<>();
    for (String name : InventedPages.all().keySet()) {
      for (int width : new int[] {375, 1280}) {
        browser.executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 768));
        open(name);
        String at = name + " at " + width + ": ";
        browser.manage().logs().get(LogType.BROWSER).getAll().stream()
            .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
            .forEach(entry -> amiss.add(at + entry.getMessage()));
        if (Boolean.TRUE.equals(
            browser.executeScript(
                "return document.documentElement.scrollWidth > window.innerWidth"))) {
          amiss.add(at + "scrolls sideways");
        }
        ((List<?>) browser.executeScript(SMALL_TARGETS))
            .forEach(element -> amiss.add(at + "too small to tap: " + element));
        new AxeBuilder()
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
            .analyze(browser)
            .getViolations()
            .forEach(
                violation ->
                    amiss.add(
                        at
                            + violation.getId()
                            + " "
                            + violation.getNodes().stream().map(node -> node.getHtml()).toList()));
        picture(name + "-" + width, width);
      }
    }
    assertThat(amiss).isEmpty();
  }

  @Test
  void photosAddUpAndAFormIsSentOnce() {
    open("report");
    WebElement input = browser.findElement(By.cssSelector(".shutter input"));
    input.sendKeys(Path.of("src/main/resources/demo/exit-before.jpg").toAbsolutePath().toString());
    input.sendKeys(Path.of("src/main/resources/demo/exit-after.jpg").toAbsolutePath().toString());
    assertThat(browser.findElements(By.cssSelector(".shots img"))).hasSize(2);
    assertThat(browser.executeScript("return arguments[0].files.length", input)).isEqualTo(2L);

    browser.executeScript(
        """
        window.sent = 0;
        document.addEventListener('submit', e => { if (!e.defaultPrevented) { window.sent++; e.preventDefault(); } });
        const form = document.querySelector('main form');
        form.noValidate = true;
        """);
    WebElement submit = browser.findElement(By.cssSelector("main form .btn-primary"));
    submit.click();
    browser.executeScript("document.querySelector('main form').requestSubmit()");
    assertThat(browser.executeScript("return window.sent")).isEqualTo(1L);
    assertThat(submit.isEnabled()).isFalse();
    assertThat(submit.getText()).isEqualTo("正在提交…");
  }

  @Test
  void theDialogIsModalAndTheFirstErrorHasTheFocus() {
    open("sign");
    assertThat(browser.executeScript("return document.querySelector('.sign').matches(':modal')"))
        .isEqualTo(true);
    open("sign-wrong");
    assertThat(browser.executeScript("return document.activeElement.id")).isEqualTo("password");
    open("act-determine-wrong");
    assertThat(browser.executeScript("return document.activeElement.className"))
        .asString()
        .contains("error-summary");
  }

  private static void open(String name) {
    browser.get("http://127.0.0.1:" + server.getAddress().getPort() + "/page/" + name);
  }

  private static void picture(String name, int width) throws IOException {
    // A sheet over the page is seen as it opens, everything else to its end.
    boolean whole =
        Boolean.TRUE.equals(
            browser.executeScript("return document.querySelector('.veil') === null"));
    if (whole) {
      long height = (long) browser.executeScript("return document.documentElement.scrollHeight");
      browser.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of(
              "width",
              width,
              "height",
              Math.max(800, height),
              "deviceScaleFactor",
              1,
              "mobile",
              width < 768));
    }
    String png =
        (String)
            browser
                .executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"))
                .get("data");
    Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode(png));
  }

  private static String last(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = LookTest.class.getResourceAsStream(name)) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
