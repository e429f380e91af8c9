package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The system's Chromium with one tab, as an inspector has it: Chinese, and as wide as a phone
 * unless {@link #look} asks for a desk.
 */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path SCREENS = Path.of("target/screens");
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PHONE = 375;
  private static final int DESK = 1280;
  private static final int HEIGHT = 800;

  /** Elements one taps; a link inside a sentence is excepted, as in WCAG 2.2. */
  private static final String SMALL_TARGETS =
      """
      return [...document.querySelectorAll('button, .btn, input:not([type=hidden]):not([type=radio]):not([type=checkbox]), select, summary, nav a, .more, .picks label, .verdicts label, .keep, .sibling, .brand, .back')]
        .filter(e => e.offsetParent && !e.closest('[inert]') && !e.matches('.visually-hidden, .shutter input'))
        .filter(e => e.getBoundingClientRect().height < 43.5 || e.getBoundingClientRect().width < 43.5)
        .map(e => e.outerHTML.slice(0, 90))
      """;

  /** A label names one field, and a form sends each once. */
  private static final String SAME_IDS =
      """
      return [...document.querySelectorAll('[id]')].map(e => e.id)
        .filter((id, nth, all) => all.indexOf(id) !== nth)
      """;

  private static final String PICTURES_ON_SCREEN =
      """
      return [...document.images]
        .filter(i => i.checkVisibility() && i.getBoundingClientRect().top < innerHeight)\
      """;

  private final ChromeDriver driver;
  private final String root;
  private final List<String> amiss = new ArrayList<>();

  private Browser(ChromeDriver driver, String root) {
    this.driver = driver;
    this.root = root;
  }

  /** Skips the test, and says why; where a browser was promised it fails. */
  static void require() {
    boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    if (!there && Boolean.parseBoolean(System.getenv("REQUIRE_BROWSER"))) {
      fail("REQUIRE_BROWSER is set, and there is no %s with %s", CHROMIUM, DRIVER);
    }
    assumeThat(there).as("no %s with %s: browser tests are skipped", CHROMIUM, DRIVER).isTrue();
  }

  static Browser open(int port, Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=zh-CN",
        "--accept-lang=zh-CN",
        "--user-data-dir=" + profile.toAbsolutePath());
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
    Browser browser =
        new Browser(
            new ChromeDriver(
                new ChromeDriverService.Builder()
                    .usingDriverExecutable(DRIVER.toFile())
                    // On Linux the language of its own words, as in a date field, comes from here.
                    .withEnvironment(Map.of("LC_ALL", "C.UTF-8", "LANGUAGE", "zh_CN"))
                    .build(),
                options),
            "http://localhost:" + port);
    browser.width(PHONE, HEIGHT);
    return browser;
  }

  @Override
  public void close() {
    driver.quit();
  }

  /** From the next page on. */
  void withoutScript() {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
  }

  void go(String path) {
    driver.get(root + path);
  }

  /** Where one is, without the address of the server. */
  String at() {
    return driver.getCurrentUrl().substring(root.length());
  }

  String text(String css) {
    return one(css).getText();
  }

  boolean has(String css) {
    return !driver.findElements(By.cssSelector(css)).isEmpty();
  }

  int count(String css) {
    return driver.findElements(By.cssSelector(css)).size();
  }

  String value(String name) {
    return one("[name='" + name + "']").getDomProperty("value");
  }

  Object script(String javascript) {
    return driver.executeScript(javascript);
  }

  void fill(String name, String words) {
    WebElement field = one("input[name='%1$s'], textarea[name='%1$s']".formatted(name));
    field.clear();
    field.sendKeys(words);
  }

  /** As a date picker does it; what one types depends on the order of the locale. */
  void day(String name, String iso) {
    driver.executeScript("arguments[0].value = arguments[1]", one("#" + name), iso);
  }

  void select(String name, String label) {
    new Select(one("select[name='" + name + "']")).selectByVisibleText(label);
  }

  void shoot(Path photo) {
    one("input[name=photos]").sendKeys(photo.toAbsolutePath().toString());
  }

  /** Several at once, as out of an album. */
  void choose(Path... photos) {
    one("input[name=photos][multiple]")
        .sendKeys(
            Stream.of(photos)
                .map(photo -> photo.toAbsolutePath().toString())
                .collect(Collectors.joining("\n")));
  }

  /** A line that is down, or up again. */
  void offline(boolean down) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", down, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** Waits for so many of what the script makes. */
  void await(int count, String css) {
    patiently().until(driver -> count(css) == count);
  }

  void attach(String name, Path file) {
    one("input[name='" + name + "']").sendKeys(file.toAbsolutePath().toString());
  }

  void tick(String css) {
    one(css).click();
  }

  /** Presses what is a button to the eye, and waits for the page it leads to. */
  void press(String css) {
    WebElement page = driver.findElement(By.tagName("html"));
    one(css).click();
    patiently().until(driver -> isGone(page));
    patiently()
        .ignoring(WebDriverException.class)
        .until(ExpectedConditions.presenceOfElementLocated(By.cssSelector("#main")));
  }

  /** Until a script has put it there. */
  void await(String css) {
    patiently().until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(css)));
  }

  /** In the moment of the change the driver says so in more than one way. */
  private static boolean isGone(WebElement page) {
    try {
      var unused = page.isEnabled();
      return false;
    } catch (WebDriverException gone) {
      return true;
    }
  }

  private WebElement one(String css) {
    List<WebElement> found = driver.findElements(By.cssSelector(css));
    WebElement shown =
        found.stream()
            .filter(WebElement::isDisplayed)
            .findFirst()
            .or(() -> found.stream().findFirst())
            .orElseThrow(
                () ->
                    new AssertionError(
                        "No "
                            + css
                            + " at "
                            + at()
                            + ", but: "
                            + driver.findElement(By.tagName("body")).getText()));
    driver.executeScript(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", shown);
    return shown;
  }

  /**
   * Looks at the page as it stands, on a phone and at a desk: nothing may be cut off, too small to
   * tap, or against WCAG 2.2 AA; two pictures are left in {@code target/screens}.
   */
  void look(String name) {
    for (int width : new int[] {PHONE, DESK}) {
      width(width, HEIGHT);
      String here = name + " at " + width + ": ";
      if (Boolean.TRUE.equals(
          driver.executeScript("return document.documentElement.scrollWidth > innerWidth"))) {
        amiss.add(here + "scrolls sideways");
      }
      ((List<?>) driver.executeScript(SMALL_TARGETS))
          .forEach(element -> amiss.add(here + "too small to tap: " + element));
      ((List<?>) driver.executeScript(SAME_IDS))
          .forEach(id -> amiss.add(here + "twice on the page: " + id));
      new AxeBuilder()
          .withTags(RULES)
          .analyze(driver)
          .getViolations()
          .forEach(
              violation ->
                  amiss.add(
                      here
                          + violation.getId()
                          + " "
                          + violation.getNodes().stream().map(node -> node.getHtml()).toList()));
      picture(name, width);
    }
    width(PHONE, HEIGHT);
  }

  /** A picture as it stands on the phone, of what was looked at elsewhere. */
  void snap(String name) {
    picture(name, PHONE);
    width(PHONE, HEIGHT);
  }

  /** What was amiss since the last question, the browser's own complaints included. */
  List<String> amiss() {
    driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(entry -> entry.getMessage())
        // A refused form is answered with its status; the browser calls every such answer an error.
        .filter(message -> !message.contains("the server responded with a status of 4"))
        .filter(message -> !message.contains("net::ERR_INTERNET_DISCONNECTED"))
        .forEach(amiss::add);
    List<String> found = List.copyOf(amiss);
    amiss.clear();
    return found;
  }

  private void picture(String name, int width) {
    // A sheet over the page is seen as it opens, everything else to its end.
    if (!has(".veil")) {
      Number height = (Number) driver.executeScript("return document.documentElement.scrollHeight");
      width(width, Math.max(HEIGHT, height.intValue()));
    }
    patiently().until(d -> script(PICTURES_ON_SCREEN + ".every(i => i.complete)"));
    assertThat(script(PICTURES_ON_SCREEN + ".filter(i => i.naturalWidth === 0).length"))
        .as("pictures that do not show on " + name)
        .isEqualTo(0L);
    String png =
        (String)
            driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png")).get("data");
    try {
      Files.createDirectories(SCREENS);
      Files.write(SCREENS.resolve(name + "-" + width + ".png"), Base64.getDecoder().decode(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WebDriverWait patiently() {
    return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
  }

  private void width(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 768));
  }
}
