package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanApplication;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardFilter;
import io.bihuan.hazard.HazardFilter.State;
import io.bihuan.hazard.HazardLists;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingActs;
import io.bihuan.people.Accounts;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.ActiveProfiles;

/**
 * The demo's people, each at the browser: the loop through the pages alone, and what a page must
 * not do to somebody who errs. Pictures of every page are left in {@code target/screens}.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "bihuan.database.url=jdbc:h2:mem:browser",
      "bihuan.evidence.directory=target/test-data/browser-evidence"
    })
@ActiveProfiles({"demo", "test"})
class BrowserTest {
  private static final String LOGIN = "Bihuan-2026";
  private static final String SIGNATURE = "Qianzi-2026";
  private static final String PREVIEW = "#act .primary-act button";
  private static final String SIGN = ".sign button.btn-primary";

  @TempDir static Path files;
  private static Browser browser;

  @LocalServerPort private int port;
  @Autowired private Hazards hazards;
  @Autowired private HazardLists lists;
  @Autowired private PendingActs pendingActs;
  @Autowired private Accounts accounts;
  @Autowired private People people;

  @BeforeAll
  static void require() {
    Browser.require();
  }

  @BeforeEach
  void open() {
    if (browser == null) {
      browser = Browser.open(port, files.resolve("profile"));
    }
  }

  @AfterEach
  void nothingWasAmiss() {
    assertThat(browser.amiss()).isEmpty();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      browser = null;
    }
  }

  @Test
  void aHazardIsClosedOutThroughThePagesAlone() throws IOException {
    as("zhou");
    browser.press(".bottombar a[href='/report']");
    browser.look("report");
    browser.shoot(photo("exit-before.jpg"));
    browser.fill("unit", "禾泰纸品包装厂");
    browser.fill("place", "3 号厂房西侧疏散楼梯");
    browser.fill("description", "疏散楼梯二层平台堆放半成品纸板，剩余宽度不足 0.6 米，应急照明不亮。");
    browser.tick("label[for=category-0]");
    browser.press("main form .primary-act button");

    assertThat(browser.at()).contains("/acts/register");
    HazardNo no = new HazardNo(browser.at().split("/")[2]);
    assertThat(browser.text(".sign .paper")).contains("疏散楼梯二层平台", "禾泰纸品包装厂");
    browser.look("register-dialog");
    sign("register");
    assertThat(browser.text(".notice")).contains("签好了", "登记隐患");
    browser.look("hazard-reported");

    browser.press(".primary-act a.btn-primary");
    browser.look("determine");
    determine();
    browser.press(PREVIEW);
    assertThat(browser.text(".sign .paper")).contains("清空平台", "罗建平");
    browser.look("determine-dialog");
    sign("determine");
    assertThat(hazard(no).standsAt(Act.SIGN_AS_INSPECTOR)).isTrue();

    agree("zhou", no, Act.SIGN_AS_INSPECTOR, "signAsInspector");
    agree("shen", no, Act.SIGN_AS_INSPECTOR, null);
    goBack("zheng", no, Act.SIGN_AS_LEGAL_REP, "楼梯二层平台不归我厂，请核实部位。");
    assertThat(hazard(no).standsAt(Act.SIGN_AS_INSPECTOR)).isTrue();
    as("zhou");
    openAct(no, Act.SIGN_AS_INSPECTOR);
    assertThat(browser.text("main")).contains("楼梯二层平台不归我厂，请核实部位。", "郑大成");
    browser.look("signAsInspector-returned");
    agree("zhou", no, Act.SIGN_AS_INSPECTOR, null);
    agree("shen", no, Act.SIGN_AS_INSPECTOR, null);
    agree("zheng", no, Act.SIGN_AS_LEGAL_REP, "signAsLegalRep");
    gradeAsGeneral("han", no);
    agree("qin", no, Act.ENDORSE, "endorse");
    agree("lu", no, Act.ISSUE_ORDER, "issueOrder");
    deliver("zhou", no);
    receive("zheng", no);

    rectify(no, "rectify");
    agree("zheng", no, Act.SELF_CHECK, "selfCheck");
    reinspect("zhou", no, "backward", "应急照明仍不亮。", "reinspect");
    reinspect("shen", no, "forward", "平台已清空。", null);
    assertThat(hazard(no).round()).isEqualTo(2);
    rectify(no, "rectify-round-2");
    agree("zheng", no, Act.SELF_CHECK, null);
    reinspect("zhou", no, "forward", "平台已清空，应急照明已亮。", "reinspect-round-2");
    reinspect("shen", no, "forward", "符合标准。", null);
    agree("qin", no, Act.ENDORSE_CURE, "endorseCure");
    agree("han", no, Act.CLOSE_OUT, "closeOut");

    assertThat(hazard(no).isClosedOut()).isTrue();
    assertThat(browser.text("main")).contains("已销号");
    browser.look("hazard-closed");
  }

  @Test
  void aWrongSigningPasswordIsSaidInTheDialogAndLosesNothing() throws IOException {
    HazardNo no = standing(Act.REINSPECT);
    String inspector = pendingAccount(no);
    as(inspector);
    openAct(no, Act.REINSPECT);
    browser.shoot(photo("cabinet-after.jpg"));
    browser.tick("label[for=forward]");
    browser.fill("opinion", "管道内外积尘都已清除。");
    browser.press(PREVIEW);
    browser.fill("password", "not-the-password");
    browser.press(SIGN);

    assertThat(browser.text("#password-error")).startsWith("签字密码不对，没有签上");
    assertThat(browser.script("return document.activeElement.id")).isEqualTo("password");
    assertThat(browser.text(".sign .paper")).contains("管道内外积尘都已清除。");
    assertThat(browser.count(".signed-shots img")).isEqualTo(1);
    browser.look("dialog-wrong-password");
    sign("reinspect");
    assertThat(browser.text(".trail")).contains("管道内外积尘都已清除。");
  }

  @Test
  void closingTheDialogGoesBackToTheFilledPage() {
    HazardNo no = standing(Act.ENDORSE);
    as(pendingAccount(no));
    openAct(no, Act.ENDORSE);
    browser.tick("label[for=forward]");
    browser.fill("opinion", "同意，镇里跟进。");
    browser.press(PREVIEW);
    assertThat(browser.script("return document.querySelector('.sign').matches(':modal')"))
        .isEqualTo(true);
    browser.press(".sign .close");
    assertThat(browser.has(".sign")).isFalse();
    assertThat(browser.value("opinion")).isEqualTo("同意，镇里跟进。");
  }

  @Test
  void aMissingDeterminationIsNamedAndWhatWasTypedStays() {
    HazardNo no = standing(Act.DETERMINE);
    as(pendingAccount(no));
    openAct(no, Act.DETERMINE);
    browser.tick("label[for=forward]");
    browser.fill("measures", "清冰，铺防滑垫，装门口热风幕。");
    browser.press(PREVIEW);

    assertThat(browser.text(".error-summary")).contains("定标准", "定期限", "定责任人");
    assertThat(browser.script("return document.activeElement.className"))
        .asString()
        .contains("error-summary");
    assertThat(browser.value("measures")).isEqualTo("清冰，铺防滑垫，装门口热风幕。");
    browser.look("determine-missing");
  }

  @Test
  void aPhotoThatWasUploadedOnceIsKept() throws IOException {
    HazardNo no = standing(Act.RECTIFY);
    as(pendingAccount(no));
    openAct(no, Act.RECTIFY);
    browser.shoot(photo("cabinet-after.jpg"));
    browser.tick("label[for=forward]");
    browser.press(PREVIEW);
    assertThat(browser.text(".error-summary")).contains("整改情况");
    assertThat(browser.count(".shot img")).isEqualTo(1);
    browser.look("rectify-missing");

    browser.fill("account", "箱门已装好并上锁，木屑已清，电线已换新套管。");
    browser.press(PREVIEW);
    assertThat(browser.count(".signed-shots img")).isEqualTo(1);
    sign("rectify");
  }

  @Test
  void photosAddUpAndAFormIsSentOnce() throws IOException {
    as("zhou");
    browser.go("/report");
    browser.shoot(photo("exit-before.jpg"));
    browser.shoot(photo("exit-after.jpg"));
    assertThat(browser.count(".shots img")).isEqualTo(2);
    browser.fill("unit", "漆语家具厂");
    browser.fill("place", "成品库");
    browser.fill("description", "成品库内设置充电插座。");
    browser.tick("label[for=category-1]");
    browser.script(
        """
        window.sent = 0;
        document.addEventListener('submit', e => { if (!e.defaultPrevented) { window.sent++; e.preventDefault(); } });
        """);
    browser.tick("main form .primary-act button");
    browser.script("document.querySelector('main form').requestSubmit()");
    assertThat(browser.script("return window.sent")).isEqualTo(1L);
    assertThat(browser.text("main form .primary-act button")).isEqualTo("正在提交…");
    browser.script("delete document.querySelector('main form').dataset.sent");
  }

  @Test
  void aFileThatIsNoPhotoIsRefusedAtItsFieldAndTheRestStays() throws IOException {
    as("zhou");
    browser.go("/report");
    browser.shoot(Files.writeString(files.resolve("text.jpg"), "no photo"));
    browser.fill("unit", "漆语家具厂");
    browser.fill("place", "成品库");
    browser.fill("description", "成品库内设置充电插座。");
    browser.tick("label[for=category-1]");
    browser.await(1, ".shot .problem:not([hidden])");
    assertThat(browser.text(".shot .problem")).contains("只收照片");
    assertThat(browser.has(".shot .retry:not([hidden])")).isFalse();
    browser.press("main form .primary-act button");
    assertThat(browser.text("#evidence-error")).contains("至少要有 1 张照片");
    assertThat(browser.value("place")).isEqualTo("成品库");
    browser.look("report-refused");

    Path large = files.resolve("large.jpg");
    Files.write(large, new byte[25 << 20]);
    browser.shoot(large);
    browser.await(1, ".shot .problem:not([hidden])");
    assertThat(browser.text(".shot .problem")).contains("照片太大");
    browser.press("main form .primary-act button");
    assertThat(browser.text("#evidence-error")).contains("至少要有 1 张照片");
  }

  @Test
  void severalPhotosAreUploadedAsTheyAreChosenAndOneIsTakenBack() throws IOException {
    HazardNo no = standing(Act.RECTIFY);
    as(pendingAccount(no));
    openAct(no, Act.RECTIFY);
    browser.choose(photo("exit-before.jpg"), photo("exit-after.jpg"), photo("cabinet-after.jpg"));
    browser.await(3, ".shot [type=hidden][name=evidence]");
    browser.look("rectify-photos");
    browser.tick(".shot:nth-child(2) .remove");
    browser.await(2, ".shot [type=hidden][name=evidence]");
    browser.tick("label[for=forward]");
    browser.fill("account", "箱门已装好并上锁。");
    browser.press(PREVIEW);
    assertThat(browser.count(".signed-shots img")).isEqualTo(2);
    browser.press(".sign .close");
    assertThat(browser.count(".shot img")).isEqualTo(2);
    browser.tick(".shot:nth-child(1) .remove");
    browser.await(1, ".shot img");
    browser.press(PREVIEW);
    assertThat(browser.count(".signed-shots img")).isEqualTo(1);
  }

  @Test
  void aPhotoThatDidNotArriveIsSentAgainOrGoesWithTheForm() throws IOException {
    HazardNo no = standing(Act.RECTIFY);
    as(pendingAccount(no));
    openAct(no, Act.RECTIFY);
    browser.offline(true);
    browser.shoot(photo("exit-before.jpg"));
    browser.choose(photo("exit-after.jpg"));
    browser.await(2, ".shot .retry:not([hidden])");
    assertThat(browser.text(".shot .problem")).contains("没有传上去");
    browser.look("rectify-unsent");
    browser.offline(false);
    browser.tick(".shot .retry");
    browser.await(1, ".shot [type=hidden][name=evidence]");
    browser.tick("label[for=forward]");
    browser.fill("account", "箱门已装好并上锁。");
    browser.press(PREVIEW);
    assertThat(browser.count(".signed-shots img")).isEqualTo(2);
  }

  @Test
  void withoutScriptPhotosGoWithTheForm() throws IOException {
    HazardNo no = standing(Act.RECTIFY);
    String account = pendingAccount(no);
    try (Browser plain = Browser.open(port, files.resolve("plain-photos"))) {
      plain.withoutScript();
      Browser scripted = browser;
      browser = plain;
      try {
        as(account);
        openAct(no, Act.RECTIFY);
        browser.choose(photo("exit-before.jpg"), photo("exit-after.jpg"));
        browser.tick("label[for=forward]");
        browser.fill("account", "箱门已装好并上锁。");
        browser.press(PREVIEW);
        assertThat(browser.count(".signed-shots img")).isEqualTo(2);
        browser.press(".sign .close");
        browser.tick(".shot:nth-child(1) .keep input");
        browser.press(PREVIEW);
        assertThat(browser.count(".signed-shots img")).isEqualTo(1);
      } finally {
        browser = scripted;
      }
    }
  }

  @Test
  void oneOrderCoversTheHazardsOfOneVisit() {
    HazardNo no = standing(Act.ISSUE_ORDER);
    as("lu");
    openAct(no, Act.ISSUE_ORDER);
    browser.look("issueOrder-siblings");
    browser.tick("label[for=forward]");
    browser.tick("label.sibling");
    browser.press(PREVIEW);
    browser.look("issueOrder-dialog");
    sign("issueOrder");
    assertThat(hazards.get(no).standsAt(Act.DELIVER_ORDER)).isTrue();
    assertThat(browser.text("main")).contains("青应急责改");
  }

  @Test
  void withoutScriptOneSignsInFindsTheActAndSignsIt() {
    HazardNo no = standing(Act.SIGN_AS_LEGAL_REP);
    try (Browser plain = Browser.open(port, files.resolve("plain"))) {
      plain.withoutScript();
      Browser scripted = browser;
      browser = plain;
      try {
        as("zheng");
        browser.press(
            ".hazard-card a[href='/hazards/%s/acts/%s']".formatted(no, Act.SIGN_AS_LEGAL_REP.id()));
        browser.tick("label[for=forward]");
        browser.fill("opinion", "认可。");
        browser.press(PREVIEW);
        browser.fill("password", "wrong-once");
        browser.press(SIGN);
        assertThat(browser.text("#password-error")).contains("没有签上");
        sign("signAsLegalRep");
        assertThat(hazards.get(no).standsAt(Act.GRADE_HAZARD)).isTrue();
      } finally {
        browser = scripted;
      }
    }
  }

  @Test
  void theListsAndTheErrorsFitToo() {
    browser.go("/sign-in");
    signOut();
    browser.look("sign-in");
    browser.fill("username", "zhou");
    browser.fill("password", "wrong");
    browser.press("form.sheet button");
    assertThat(browser.text(".notice")).contains("用户名或密码不对");
    browser.look("sign-in-failed");

    as("zhou");
    browser.look("todo");
    browser.press(".tabs a[href='/todo/done']");
    browser.look("done");
    browser.press(".bottombar a[href='/hazards']");
    browser.look("hazards");
    browser.fill("q", "没有这样的隐患");
    browser.press(".filter button");
    browser.look("hazards-none");
    browser.press(".bottombar a[href='/account']");
    browser.look("account");
    browser.go("/hazards/" + standing(Act.RECTIFY));
    browser.look("hazard");
    Hazard sentBack =
        seen(State.OPEN).stream().filter(hazard -> hazard.round() == 3).findFirst().orElseThrow();
    browser.go("/hazards/" + sentBack.no());
    browser.look("hazard-sent-back-twice");
    browser.go("/hazards/NO-SUCH");
    browser.look("error");
    as("luo");
    browser.look("todo-rectifier");
    as("jiang");
    browser.look("todo-empty");
  }

  @Test
  void aRegisterIsImportedWithItsReport() throws IOException {
    as("zhou");
    browser.go("/import");
    browser.look("import");
    browser.attach("workbook", Files.writeString(files.resolve("text.xlsx"), "no workbook"));
    browser.press("main form button");
    assertThat(browser.text("#workbook-error")).contains("不是 Excel 工作簿");
    browser.attach("workbook", register());
    browser.press("main form button");
    assertThat(browser.text(".figures")).contains("4", "2", "1");
    browser.look("import-report");
    browser.press(".rows a");
    browser.look("hazard-draft");
    browser.press(".primary-act a.btn-primary");
    browser.look("register");
    browser.go("/hazards/history");
    browser.look("history");
  }

  @Test
  void anAdministratorOpensAnAccountAndItsOwnerSetsHisPasswords() {
    as("admin");
    browser.look("people");
    for (String what :
        new String[] {"area", "department", "unit", "person", "post", "certificate", "account"}) {
      browser.go("/people?add=" + what);
      browser.look("people-add-" + what);
    }
    browser.go("/people?add=person");
    browser.fill("name", "林晓");
    browser.fill("staffNo", "T-0099");
    browser.press("form[action='/people/person'] button");
    assertThat(browser.text(".notice")).contains("已保存");
    browser.go("/people?add=post");
    browser.fill("staffNo", "T-0099");
    browser.select("role", "检查人员");
    browser.fill("title", "检查人员");
    browser.fill("place", "县应急管理局");
    browser.day("validFrom", "2026-01-01");
    browser.day("validTo", "2030-12-31");
    browser.press("form[action='/people/post'] button");
    browser.go("/people?add=account");
    browser.fill("staffNo", "T-0099");
    browser.fill("username", "Lin Xiao");
    browser.press("form[action='/people/account'] button");
    assertThat(browser.text(".error-summary")).contains("用户名");
    browser.look("people-refused");
    browser.fill("username", "lin");
    browser.press("form[action='/people/account'] button");
    browser.look("people-account-opened");
    String first = browser.text("main .notice code");

    signIn("lin", first);
    assertThat(browser.at()).isEqualTo("/first-sign-in");
    browser.look("first-sign-in");
    browser.fill("password", "lin-login-2026");
    browser.fill("passwordAgain", "lin-login-2026");
    browser.fill("signingPassword", "lin-login-2026");
    browser.fill("signingPasswordAgain", "lin-login-2026");
    browser.press("main form button");
    browser.look("first-sign-in-refused");
    assertThat(browser.text(".error-summary")).contains("签字密码");
    browser.fill("password", "lin-login-2026");
    browser.fill("passwordAgain", "lin-login-2026");
    browser.fill("signingPassword", "lin-signs-2026");
    browser.fill("signingPasswordAgain", "lin-signs-2026");
    browser.press("main form button");
    assertThat(browser.at()).isEqualTo("/todo");
  }

  @Test
  void anEmptyInstallationIsSetUpWithTheTokenOfItsStart() {
    try (ConfigurableApplicationContext empty =
            new SpringApplicationBuilder(BihuanApplication.class)
                .profiles("test")
                .properties("spring.config.name=application")
                .run("--server.port=0", "--bihuan.database.url=jdbc:h2:mem:fresh");
        Browser first =
            Browser.open(
                ((WebServerApplicationContext) empty).getWebServer().getPort(),
                files.resolve("first"))) {
      String token = empty.getBean(Accounts.class).setupToken().orElseThrow();
      Browser demo = browser;
      browser = first;
      try {
        browser.go("/");
        assertThat(browser.at()).isEqualTo("/setup");
        browser.look("setup");
        browser.fill("token", "not-the-token");
        browser.fill("name", "管理员");
        browser.fill("staffNo", "A-1");
        browser.fill("username", "root");
        browser.fill("password", "first-password");
        browser.fill("passwordAgain", "first-password");
        browser.press("main form button");
        assertThat(browser.text(".error-summary")).contains("口令不对");
        browser.look("setup-refused");
        browser.fill("token", token);
        browser.fill("password", "first-password");
        browser.fill("passwordAgain", "first-password");
        browser.press("main form button");
        browser.look("sign-in-plain");
        signIn("root", "first-password");
        browser.look("people-empty");
        assertThat(browser.amiss()).isEmpty();
      } finally {
        browser = demo;
      }
    }
  }

  private void as(String account) {
    signIn(account, LOGIN);
    assertThat(browser.at()).isIn("/todo", "/people");
  }

  private void signIn(String account, String password) {
    signOut();
    browser.fill("username", account);
    browser.fill("password", password);
    browser.press("form.sheet button");
  }

  private void signOut() {
    browser.go("/account");
    if (browser.has("form[action='/sign-out']")) {
      browser.press("form[action='/sign-out'] button");
    }
  }

  private void openAct(HazardNo no, Act act) {
    browser.go("/hazards/" + no + "/acts/" + act.id());
  }

  private void sign(String act) {
    browser.fill("password", SIGNATURE);
    browser.press(SIGN);
    assertThat(browser.at()).as("after signing " + act).doesNotContain("/acts/");
    assertThat(browser.text(".notice")).contains("签好了");
  }

  private void determine() {
    browser.tick("label[for=forward]");
    browser.fill("measures", "清空平台，修复应急照明，每班巡查。");
    browser.fill("standard", "平台无堆物，净宽不小于 1.1 米，断电后应急照明亮 30 分钟以上。");
    browser.day("deadline", LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(15).toString());
    browser.select("responsible", "罗建平");
    browser.select("secondInspector", "沈若兰");
    browser.fill("basis", "消防法第二十八条");
  }

  private void agree(String account, HazardNo no, Act act, @Nullable String name) {
    as(account);
    openAct(no, act);
    if (name != null) {
      browser.look(name);
    }
    browser.tick("label[for=forward]");
    if (act == Act.SELF_CHECK) {
      browser.fill("conclusion", "平台已清空，净宽 1.2 米，应急照明断电后亮 35 分钟。");
    }
    browser.press(PREVIEW);
    if (name != null) {
      browser.look(name + "-dialog");
    }
    sign(act.id());
  }

  private void gradeAsGeneral(String account, HazardNo no) {
    as(account);
    openAct(no, Act.GRADE_HAZARD);
    browser.look("gradeHazard");
    browser.tick("label[for=forward]");
    browser.press(PREVIEW);
    assertThat(browser.text(".error-summary")).contains("还没填");
    browser.tick("input[name=grade][value=GENERAL] + label");
    browser.press(PREVIEW);
    browser.look("gradeHazard-dialog");
    sign("gradeHazard");
  }

  private void deliver(String account, HazardNo no) {
    as(account);
    openAct(no, Act.DELIVER_ORDER);
    browser.tick("label[for=forward]");
    browser.tick("input[name=manner][value=DIRECT] + label");
    browser.day("deliveredOn", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
    browser.look("deliverOrder");
    browser.press(PREVIEW);
    browser.look("deliverOrder-dialog");
    sign("deliverOrder");
  }

  private void receive(String account, HazardNo no) {
    as(account);
    openAct(no, Act.RECEIVE_ORDER);
    browser.look("receiveOrder");
    browser.press(PREVIEW);
    browser.look("receiveOrder-dialog");
    sign("receiveOrder");
  }

  private void goBack(String account, HazardNo no, Act act, String reason) {
    as(account);
    openAct(no, act);
    browser.tick("label[for=backward]");
    browser.press(PREVIEW);
    assertThat(browser.text(".error-summary")).contains("意见");
    browser.fill("opinion", reason);
    browser.press(PREVIEW);
    assertThat(browser.text(".sign .paper")).contains(reason);
    sign(act.id());
  }

  private void rectify(HazardNo no, String name) throws IOException {
    as("luo");
    openAct(no, Act.RECTIFY);
    browser.look(name);
    browser.tick("label[for=forward]");
    browser.shoot(photo("exit-after.jpg"));
    browser.fill("account", "纸板已移走，应急照明已换新。");
    browser.press(PREVIEW);
    browser.look(name + "-dialog");
    sign("rectify");
  }

  private void reinspect(
      String account, HazardNo no, String answer, String opinion, @Nullable String name)
      throws IOException {
    as(account);
    openAct(no, Act.REINSPECT);
    if (name != null) {
      browser.look(name);
    }
    browser.tick("label[for=" + answer + "]");
    browser.fill("opinion", opinion);
    if (answer.equals("backward")) {
      browser.day("newDeadline", LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(20).toString());
    }
    browser.shoot(photo("exit-after.jpg"));
    browser.press(PREVIEW);
    if (name != null) {
      browser.look(name + "-dialog");
    }
    sign("reinspect");
  }

  private Hazard hazard(HazardNo no) {
    return hazards.get(no);
  }

  /** A hazard of the demo that stands there for the first time. */
  private HazardNo standing(Act act) {
    return seen(State.ALL).stream()
        .filter(hazard -> hazard.standsAt(act) && !hazard.place().startsWith("3 号厂房"))
        .map(Hazard::no)
        .findFirst()
        .orElseThrow();
  }

  private List<Hazard> seen(State state) {
    return lists.hazards(personOf("zhou"), HazardFilter.ofAll(state), null, 100).lines();
  }

  private String pendingAccount(HazardNo no) {
    return people.get(pendingActs.of(no.value()).get(0).person()).staffNo();
  }

  private PersonId personOf(String account) {
    return accounts.find(account).orElseThrow().personId();
  }

  /** Each shot is another picture, as from a camera: the same photo would be refused. */
  private static Path photo(String name) throws IOException {
    BufferedImage image = ImageIO.read(new ClassPathResource("demo/" + name).getInputStream());
    image.setRGB(1, 1, ThreadLocalRandom.current().nextInt(0x1000000));
    image.setRGB(3, 1, ThreadLocalRandom.current().nextInt(0x1000000));
    File file = Files.createTempFile(files, "shot", ".png").toFile();
    ImageIO.write(image, "png", file);
    return file.toPath();
  }

  /** Two open rows, one finished, one refused. */
  private static Path register() throws IOException {
    Path file = files.resolve("柳桥镇隐患台账.xlsx");
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      XSSFSheet sheet = workbook.createSheet("隐患台账");
      String[][] rows = {
        {"排查时间", "检查人员", "受检单位", "隐患部位", "隐患描述", "隐患等级", "治理措施", "完成时限", "责任人", "整改情况"},
        {
          "2026-03-02",
          "周明远、沈若兰",
          "禾泰纸品包装厂",
          "覆膜车间",
          "覆膜机传动部位无防护罩。",
          "一般",
          "加装防护罩",
          "2026-03-20",
          "罗建平",
          "未整改"
        },
        {"2026-03-02", "钱二川", "晨光木业有限公司", "一号喷漆房", "喷漆房照明不防爆。", "一般", "", "", "", "未整改"},
        {
          "2025-11-12",
          "周明远",
          "漆语家具厂",
          "配电室",
          "配电室未设挡鼠板。",
          "一般",
          "加装挡鼠板",
          "2025-11-30",
          "董文斌",
          "已完成"
        },
        {"三月二日", "周明远", "漆语家具厂", "打磨间", "砂光机无除尘罩。", "一般", "加装除尘罩", "", "董文斌", "未整改"},
      };
      for (int row = 0; row < rows.length; row++) {
        var line = sheet.createRow(row);
        for (int cell = 0; cell < rows[row].length; cell++) {
          line.createCell(cell).setCellValue(rows[row][cell]);
        }
      }
      workbook.write(out);
    }
    return file;
  }
}
