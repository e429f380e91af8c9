package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Route;
import io.bihuan.hazard.Stage;
import io.bihuan.record.evidence.Photo.Doubt;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of each page, with invented people, firms and numbers. */
final class InventedPages {

  /** A template and what it shows. */
  record Shown(String template, Map<String, Object> model) {}

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final String HASH =
      "9c024f1eb7d360a85be071ac39f4ab05a7c108d3d1e760bf8a5c47e6f03b92d1";
  private static final Viewer INSPECTOR = new Viewer("周明远", "县应急管理局", 5, true, true, false);
  private static final Viewer ADMINISTRATOR = new Viewer("何静", "县应急管理局", 0, false, false, true);

  private static final PhotoView FOUND =
      new PhotoView("exit-before", LocalDateTime.of(2026, 11, 2, 9, 42), "周明远");
  private static final PhotoView FIRST =
      new PhotoView(
          "exit-round-1",
          LocalDateTime.of(2026, 11, 11, 16, 20),
          "罗建平",
          LocalDateTime.of(2026, 11, 12, 8, 0),
          EnumSet.allOf(Doubt.class));
  private static final PhotoView SECOND =
      new PhotoView("exit-after", LocalDateTime.of(2026, 11, 20, 10, 5), "罗建平");
  private static final EvidenceView NONE = new EvidenceView(List.of(), List.of());
  private static final EvidenceView FOUND_ONLY = new EvidenceView(List.of(FOUND), List.of());
  private static final EvidenceView TWO_ROUNDS =
      new EvidenceView(
          List.of(FOUND),
          List.of(
              new EvidenceView.Round(2, List.of(SECOND), List.of()),
              new EvidenceView.Round(1, List.of(FIRST), List.of(FIRST))));

  private static final FourView FOUR =
      new FourView(
          "清空通道，拆除挂锁，改装推杠门锁，更换指示灯",
          "通道净宽不小于 1.4 米，无堆物\n门从里面一推就开，不上锁\n出口指示灯常亮",
          LocalDate.of(2026, 11, 26),
          "罗建平",
          "生产主管");

  private InventedPages() {}

  static Map<String, Shown> all() {
    Map<String, Shown> pages = new LinkedHashMap<>();
    pages.put("sign-in", page("sign-in", new SignInPage("", null, null), null));
    pages.put("sign-in-demo", page("sign-in", demo(), null));
    pages.put(
        "first-sign-in",
        page(
            "first-sign-in",
            new FirstSignInPage(
                new Filled(Map.of(), Map.of("signingPasswordAgain", "两次写的不一样"), List.of()),
                true,
                true,
                false),
            INSPECTOR));
    pages.put(
        "first-sign-in-again",
        page("first-sign-in", new FirstSignInPage(Filled.blank(), false, true, true), INSPECTOR));
    pages.put("setup", page("setup", new FormPage(Filled.blank()), null));
    pages.put("report", page("discovery/report", report(Filled.blank()), INSPECTOR));
    Map<String, String> problems = new LinkedHashMap<>();
    problems.put("evidence", "至少要有 1 张现场照片");
    problems.put("unit", "名册里没有这家单位，请从列表里选");
    problems.put("category", "请选一个");
    pages.put(
        "report-wrong",
        page(
            "discovery/report",
            report(new Filled(Map.of("unit", "禾泰纸品", "place", "2 号厂房东侧安全出口"), problems, List.of())),
            INSPECTOR));
    pages.put("todo", page("todo", todo(), INSPECTOR));
    pages.put(
        "todo-empty",
        page("todo", new TodoPage("waiting", 0, List.of(), List.of(), false, null), INSPECTOR));
    pages.put("todo-done", page("todo", done(), INSPECTOR));
    pages.put("hazards", page("hazards", hazards(), INSPECTOR));
    pages.put("hazards-history", page("hazards", history(), INSPECTOR));
    pages.put(
        "hazards-empty",
        page(
            "hazards",
            new HazardsPage(
                "hazards",
                new Filled(
                    Map.of("q", "锅炉", "state", "open"), Map.of("foundFrom", "格式不对"), List.of()),
                filters(),
                List.of(),
                List.of(),
                0,
                null,
                null),
            INSPECTOR));
    pages.put("hazard", page("hazard", hazard(), INSPECTOR));
    pages.put("hazard-draft", page("hazard", draft(), INSPECTOR));
    pages.put("hazard-closed", page("hazard", closed(), INSPECTOR));
    pages.put("hazard-voided", page("hazard", voided(), INSPECTOR));
    acts(pages);
    pages.put("on-spot", page("rectification/onSpot", onSpot(null, Map.of()), INSPECTOR));
    pages.put(
        "on-spot-signing",
        page(
            "rectification/onSpot",
            onSpot(paper("即查即改现场确认", 3), Map.of("password-1", "沈若兰：签字密码不对，没有签上。还可以试 4 次")),
            INSPECTOR));
    inspections(pages);
    pages.put(
        "import", page("import", new ImportPage(Filled.blank(), inspectors(), null), INSPECTOR));
    pages.put("import-report", page("import", imported(), INSPECTOR));
    pages.put("people", page("people", people("", Filled.blank(), null), ADMINISTRATOR));
    for (String what :
        List.of(
            "area",
            "department",
            "unit",
            "uscc",
            "person",
            "post",
            "certificate",
            "administrator")) {
      pages.put(
          "people-" + what, page("people", people(what, Filled.blank(), null), ADMINISTRATOR));
    }
    pages.put(
        "people-account",
        page(
            "people",
            people(
                "account",
                new Filled(Map.of("username", "luo"), Map.of("username", "这个用户名已经有人用了"), List.of()),
                "7k4m-29xq"),
            ADMINISTRATOR));
    pages.put(
        "sessions",
        page(
            "sessions",
            new SessionsPage(
                List.of(
                    new SessionsPage.Session(
                        "a", "Chromium", "10.0.0.7", LocalDateTime.of(2026, 11, 23, 9, 12), true),
                    new SessionsPage.Session(
                        "b", "Chromium", "10.0.0.8", LocalDateTime.of(2026, 11, 22, 9, 12), false),
                    new SessionsPage.Session(
                        "c",
                        "Chromium",
                        "10.0.0.9",
                        LocalDateTime.of(2026, 11, 21, 9, 12),
                        false))),
            INSPECTOR));
    pages.put("account", page("account", account(null, List.of()), INSPECTOR));
    pages.put(
        "account-awaiting",
        page(
            "account",
            account("ed25519-9c024f1eb7d360a8", List.of(new AccountPage.Attest("r1", "沈若兰"))),
            INSPECTOR));
    pages.put("attest", page("attest", attest(), INSPECTOR));
    pages.put(
        "people-import",
        page("people-import", new RosterImportPage(Filled.blank(), null), ADMINISTRATOR));
    pages.put(
        "people-import-report",
        page(
            "people-import",
            new RosterImportPage(
                Filled.blank(),
                new RosterImportPage.Report(
                    "名册.xlsx",
                    6,
                    2,
                    3,
                    3,
                    true,
                    1,
                    0,
                    List.of(
                        new RosterImportPage.Activation(
                            "周明远", "G-001", "zhou", "q1Xr0b8Zk3uV7mN5c2L9wA")),
                    List.of(
                        new RosterImportPage.Refused(
                            "单位", 4, "B 统一社会信用代码", "校验码对不上，有写错的字，请对照营业执照")))),
            ADMINISTRATOR));
    pages.put("person", page("person", person(), ADMINISTRATOR));
    pages.put("error", new Shown("error", Map.of("status", 500, "reference", "a41c09d2")));
    pages.put("error-404", new Shown("error", Map.of("status", 404)));
    return pages;
  }

  private static Shown page(String template, Object page, Viewer viewer) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("page", page);
    if (viewer != null) {
      model.put("viewer", viewer);
    }
    if (template.equals("hazard")) {
      model.put("notice", Notice.done("签好了：企业自验，第 13 号，摘要 5be0 71ac"));
    }
    return new Shown(template, model);
  }

  private static HazardHead head(
      String description, String unit, String place, LocalDate deadline, Act at, int round) {
    return new HazardHead(
        "YH-990121-20261102-0017",
        "/hazards/YH-990121-20261102-0017",
        Grade.GENERAL,
        false,
        description,
        unit,
        place,
        "柳桥镇",
        "消防",
        deadline == null ? null : "罗建平",
        deadline,
        at,
        round,
        DeadlineChip.of(deadline, TODAY, 3, at == null),
        false,
        null);
  }

  private static TodoPage.Waiting waiting(HazardHead hazard, Act act) {
    return new TodoPage.Waiting(hazard, act, hazard.page() + "/acts/" + act.id());
  }

  private static HazardHead exit(Act at, int round) {
    return head(
        "东侧安全出口被纸箱堵塞，门上挂锁，出口指示灯不亮",
        "禾泰纸品包装厂",
        "2 号厂房",
        at == Act.REGISTER || at == Act.DETERMINE ? null : LocalDate.of(2026, 11, 26),
        at,
        round);
  }

  private static HazardHead late(Act at) {
    return head("喷漆房防爆风机停用，可燃气体报警器离线", "青禾县漆语家具厂", "喷漆车间", LocalDate.of(2026, 11, 14), at, 1);
  }

  private static OnSpotPage onSpot(PaperView paper, Map<String, String> problems) {
    return new OnSpotPage(
        exit(Act.CURE_ON_SPOT, 1),
        "/hazards/YH-990121-20261102-0017/on-spot",
        "4711",
        1,
        new Filled(Map.of("account", "纸箱当场搬走，挂锁剪掉"), problems, List.of(SECOND)),
        FOUND_ONLY,
        paper,
        List.of(
            new OnSpotPage.Hand("password-0", "周明远", "县应急管理局"),
            new OnSpotPage.Hand("password-1", "沈若兰", "县应急管理局"),
            new OnSpotPage.Hand("password-2", "郑大成", "禾泰纸品包装厂")));
  }

  private static SignInPage demo() {
    return new SignInPage(
        "zhou",
        "用户名或密码不对。",
        new SignInPage.Demo(
            "bihuan-demo",
            "qianzi-demo",
            List.of(
                new SignInPage.Account("zhou", "周明远", "检查人员", "县应急管理局"),
                new SignInPage.Account("shen", "沈若兰", "检查人员", "县应急管理局"),
                new SignInPage.Account("luo", "罗建平", "整改责任人", "禾泰纸品包装厂"),
                new SignInPage.Account("zheng", "郑大成", "法定代表人", "禾泰纸品包装厂"),
                new SignInPage.Account("qin", "秦晓东", "属地分管领导", "柳桥镇"),
                new SignInPage.Account("lu", "陆志强", "部门分管负责人", "县应急管理局"),
                new SignInPage.Account("han", "韩雪梅", "监管科室负责人", "县应急管理局"))));
  }

  private static List<Choice> categories() {
    return List.of(
        new Choice("fire", "消防"),
        new Choice("electrical", "电气"),
        new Choice("equipment", "设备"),
        new Choice("process", "工艺"),
        new Choice("instrument", "仪表"),
        new Choice("safety", "安全"),
        new Choice("layout", "总图"),
        new Choice("other", "其他"));
  }

  private static List<Choice> inspectors() {
    return List.of(new Choice("p1", "周明远·县应急管理局"), new Choice("p2", "沈若兰·县应急管理局"));
  }

  private static ReportPage report(Filled form) {
    return new ReportPage(form, List.of("禾泰纸品包装厂", "漆语家具厂"), categories());
  }

  private static TodoPage todo() {
    HazardHead press =
        head("冲压机双手按钮失效，光栅被短接", "北山五金冲压加工部", "3 号冲床", LocalDate.of(2026, 11, 18), Act.RECTIFY, 1);
    HazardHead pit =
        head("污水池作业口无围栏、无有限空间警示牌", "河口食品加工厂", "污水站", LocalDate.of(2026, 12, 18), Act.CLOSE_OUT, 3);
    HazardHead draft = exit(Act.REGISTER, 1);
    return new TodoPage(
        "waiting",
        5,
        List.of(
            new TodoPage.Group(
                "overdue",
                7,
                List.of(waiting(late(Act.REINSPECT), Act.REINSPECT), waiting(press, Act.RECTIFY))),
            new TodoPage.Group("soon", 7, List.of(waiting(exit(Act.REINSPECT, 2), Act.REINSPECT))),
            new TodoPage.Group("calm", 7, List.of(waiting(pit, Act.CLOSE_OUT))),
            new TodoPage.Group("none", 7, List.of(waiting(draft, Act.REGISTER)))),
        List.of(),
        true,
        "/todo?after=x");
  }

  private static TodoPage done() {
    return new TodoPage(
        "done",
        5,
        List.of(),
        List.of(
            new TodoPage.Done(
                exit(Act.REINSPECT, 2),
                Act.REINSPECT,
                Decision.SENT_BACK,
                LocalDateTime.of(2026, 11, 13, 15, 20),
                "c83a 5d17"),
            new TodoPage.Done(
                exit(null, 2),
                Act.REGISTER,
                Decision.AGREED,
                LocalDateTime.of(2026, 11, 2, 10, 8),
                "39f4 ab05")),
        false,
        null);
  }

  private static Map<String, List<Choice>> filters() {
    Map<String, List<Choice>> filters = new LinkedHashMap<>();
    for (String name : List.of("state", "act", "grade", "route", "area", "industry")) {
      filters.put(name, List.of(new Choice("open", "没办完"), new Choice("other", "其他")));
    }
    filters.put("category", categories());
    return filters;
  }

  private static HazardsPage hazards() {
    return new HazardsPage(
        "hazards",
        Filled.of(Map.of("q", "出口", "state", "open", "category", "fire")),
        filters(),
        List.of(exit(Act.REINSPECT, 2), late(Act.RECTIFY), exit(Act.REGISTER, 1), exit(null, 1)),
        List.of(),
        124,
        "/hazards?after=YH-1",
        "/hazards?before=YH-2");
  }

  private static HazardsPage history() {
    HazardsPage.Past row =
        new HazardsPage.Past(
            "南塘粮油购销站",
            "配电室",
            "配电室堆放油漆和包装物，门前无警示",
            LocalDate.of(2026, 3, 4),
            "蒋素云",
            "已整改",
            "隐患台账.xlsx 第 12 行");
    HazardsPage.Past bare =
        new HazardsPage.Past("河口食品加工厂", "污水站", "作业口无围栏", null, null, null, "隐患台账.xlsx 第 13 行");
    return new HazardsPage(
        "history",
        Filled.blank(),
        Map.of(),
        List.of(),
        List.of(row, bare),
        2,
        "/hazards/history",
        "/hazards/history?after=x");
  }

  private static HazardPage.TrailAct signed(Act act, Decision decision, int number, String... who) {
    List<HazardPage.Signer> signers = new ArrayList<>();
    for (String name : who) {
      signers.add(
          new HazardPage.Signer(
              name,
              post(act),
              number + signers.size(),
              HASH.substring(signers.size() * 4 + number)));
    }
    return new HazardPage.TrailAct(
        act,
        decision,
        signers,
        decision.isBackward() ? "纸箱已清，门上仍挂锁，指示灯不亮。" : null,
        LocalDateTime.of(2026, 11, 2 + number, 10, 8));
  }

  private static String post(Act act) {
    return switch (act) {
      case REGISTER, DETERMINE, SIGN_AS_INSPECTOR, REINSPECT -> "检查人员";
      case SIGN_AS_LEGAL_REP, SELF_CHECK -> "法定代表人";
      case ENDORSE -> "柳桥镇分管领导";
      case ISSUE_ORDER -> "分管负责人";
      case RECTIFY -> "生产主管";
      default -> "监管科室负责人";
    };
  }

  private static List<HazardPage.TrailRound> trail() {
    LocalDate deadline = LocalDate.of(2026, 11, 26);
    return List.of(
        new HazardPage.TrailRound(
            2,
            deadline,
            List.of(
                signed(Act.SELF_CHECK, Decision.PASSED, 13, "郑大成"),
                signed(Act.RECTIFY, Decision.AGREED, 12, "罗建平"))),
        new HazardPage.TrailRound(
            1,
            deadline,
            List.of(
                signed(Act.REINSPECT, Decision.SENT_BACK, 10, "周明远", "沈若兰"),
                signed(Act.SELF_CHECK, Decision.PASSED, 9, "郑大成"),
                signed(Act.RECTIFY, Decision.AGREED, 8, "罗建平"),
                signed(Act.ISSUE_ORDER, Decision.AGREED, 7, "陆志强"),
                signed(Act.ENDORSE, Decision.AGREED, 6, "秦晓东"),
                signed(Act.SIGN_AS_LEGAL_REP, Decision.AGREED, 5, "郑大成"),
                signed(Act.SIGN_AS_INSPECTOR, Decision.AGREED, 3, "周明远", "沈若兰"),
                signed(Act.DETERMINE, Decision.AGREED, 2, "周明远"),
                signed(Act.REGISTER, Decision.AGREED, 1, "吴芹"))));
  }

  private static HazardPage voided() {
    HazardPage.TrailAct declined =
        new HazardPage.TrailAct(
            Act.SIGN_AS_LEGAL_REP,
            Decision.AGREED,
            HazardPage.TrailAct.Kind.DECLINED,
            signed(Act.RECORD_DECLINE, Decision.AGREED, 1, "周明远").signers(),
            "郑大成（法定代表人）拒绝签字：不认可。见证人：秦晓东（柳桥镇分管领导）。拒签记录 YH-990121-20261102-0017-JQ1",
            LocalDateTime.of(2026, 11, 3, 9, 0));
    HazardPage.TrailAct stale =
        new HazardPage.TrailAct(
            Act.SIGN_AS_INSPECTOR,
            Decision.AGREED,
            HazardPage.TrailAct.Kind.STALE,
            signed(Act.SIGN_AS_INSPECTOR, Decision.AGREED, 3, "周明远", "沈若兰").signers(),
            null,
            LocalDateTime.of(2026, 11, 3, 8, 0));
    return new HazardPage(
        exit(null, 1),
        new LoopTrack(Stage.CLOSEOUT, false, Map.of()),
        diagram(null, DiagramView.State.NEVER),
        List.of(),
        null,
        LocalDate.of(2026, 11, 2),
        "周明远",
        null,
        null,
        FOUR,
        FOUND_ONLY,
        List.of(),
        List.of(),
        List.of(new HazardPage.TrailRound(1, LocalDate.of(2026, 11, 26), List.of(declined, stale))),
        new HazardPage.Voided(
            "DUPLICATE",
            "YH-990121-20261102-0016",
            "同一处安全出口，前一天已经登记。",
            "YH-990121-20261102-0017-ZF1",
            List.of(
                signed(Act.PROPOSE_VOID, Decision.AGREED, 1, "周明远"),
                signed(Act.DECIDE_VOID, Decision.AGREED, 2, "韩雪梅"))),
        List.of(new Fact("送达日期", "2026-11-05")),
        HazardMore.none());
  }

  private static HazardPage hazard() {
    return new HazardPage(
        exit(Act.REINSPECT, 2),
        new LoopTrack(Stage.VERIFICATION, false, Map.of(Stage.RECTIFICATION, 1)),
        diagram(Act.REINSPECT, DiagramView.State.AHEAD),
        List.of("周明远", "沈若兰"),
        Act.REINSPECT,
        LocalDate.of(2026, 11, 2),
        "周明远、沈若兰",
        "《中华人民共和国消防法》第二十八条",
        "青应急责改〔2026〕118 号",
        FOUR,
        TWO_ROUNDS,
        List.of(),
        List.of(),
        trail(),
        null,
        List.of(),
        more());
  }

  private static HazardMore more() {
    LocalDateTime at = LocalDateTime.of(2026, 11, 3, 9, 30);
    return new HazardMore(
        new HazardMore.GradingView(
            Grade.MAJOR,
            "clause",
            "韩立新",
            "工贸企业重大事故隐患判定标准",
            "应急管理部令第10号",
            "第十三条第（二）项",
            "未落实有限空间作业审批，或者未执行“先通风、再检测、后作业”要求，或者作业现场未设置监护人员的",
            LocalDate.of(2023, 5, 15),
            "情况属实。"),
        List.of(plan(1, Decision.RETURNED), plan(2, Decision.AGREED), plan(3, null)),
        List.of(
            new HazardMore.JudgeView("顾正平", true, 1, null, null, null),
            new HazardMore.JudgeView(
                "周明远", false, 1, Decision.SENT_BACK, "监护人还没到位。", LocalDate.of(2026, 12, 20))),
        List.of(new HazardMore.ProgressView(40, "罗建平", at, "围栏已装。", List.of(SECOND))),
        List.of(
            new HazardMore.MatterView(
                "YH-990121-20261102-0017-SB1",
                "major-report",
                Act.RECEIVE_MAJOR_REPORT,
                List.of("韩立新"),
                "/hazards/YH-990121-20261102-0017-SB1/acts/receiveMajorReport",
                null,
                at,
                3,
                List.of(new HazardMore.SignedView(Act.REPORT_MAJOR, Decision.AGREED, "秦晓东", at)),
                List.of(new Fact("危害程度", "每月有三人下池。")),
                List.of(FIRST)),
            new HazardMore.MatterView(
                "YH-990121-20261102-0017-HT1",
                "look-back",
                null,
                List.of(),
                null,
                LocalDate.of(2026, 12, 2),
                null,
                0,
                List.of(),
                List.of(),
                List.of())),
        List.of(
            new HazardMore.NumberView("YH-990121-20261102-0017", true),
            new HazardMore.NumberView("YH-990121-20261102-0017-R1", false)),
        List.of(
            new HazardMore.BeginView(
                Act.LOOK_BACK, "/hazards/YH-990121-20261102-0017/begin/lookBack")));
  }

  private static HazardMore.PlanView plan(int version, Decision said) {
    return new HazardMore.PlanView(
        version,
        "郑大成",
        LocalDateTime.of(2026, 11, 4, 9, 30).plusDays(version),
        "消除有限空间隐患",
        "装围栏、上锁、配检测仪",
        "从安全费用列支",
        "12.5",
        "安全员和两名维修工",
        "周五前装好围栏",
        "池口上锁，专人看守",
        "先报警，不盲目施救",
        said == null
            ? List.of()
            : List.of(
                new HazardMore.PlanVerdictView(
                    said, "韩立新", said == Decision.RETURNED ? "应急预案太简单。" : "")));
  }

  /** Every state an act can be in, among those before the act it stands at, and those after it. */
  private static DiagramView diagram(@Nullable Act at, DiagramView.State after) {
    List<DiagramView.Step> steps = new ArrayList<>();
    Act standing = at == null ? Act.ENDORSE : at;
    for (Act act : Route.GENERAL.acts()) {
      if (act == at) {
        steps.add(
            new DiagramView.Step(
                act, DiagramView.State.CURRENT, List.of("沈若兰"), null, List.of("周明远")));
      } else if (!Route.GENERAL.isBefore(act, standing)) {
        steps.add(new DiagramView.Step(act, after, List.of(), null, List.of()));
      } else if (act == Act.REGISTER || act == Act.SIGN_AS_LEGAL_REP) {
        DiagramView.State without =
            act == Act.REGISTER ? DiagramView.State.RECORDED : DiagramView.State.DECLINED;
        steps.add(new DiagramView.Step(act, without, List.of(), null, List.of()));
      } else {
        steps.add(
            new DiagramView.Step(
                act,
                DiagramView.State.DONE,
                List.of("周明远"),
                LocalDateTime.of(2026, 11, 2, 10, 8),
                List.of()));
      }
    }
    return new DiagramView(
        steps, List.of(new DiagramView.Leg(null, DiagramView.Way.SIGNED, Act.DETERMINE)));
  }

  private static HazardPage draft() {
    return new HazardPage(
        exit(Act.REGISTER, 1),
        new LoopTrack(Stage.DISCOVERY, false, Map.of()),
        diagram(Act.REGISTER, DiagramView.State.AHEAD),
        List.of("周明远"),
        Act.REGISTER,
        null,
        null,
        null,
        null,
        null,
        NONE,
        List.of("unit", "category", "evidence"),
        ledger(),
        List.of(),
        null,
        List.of(),
        HazardMore.none());
  }

  private static HazardPage closed() {
    return new HazardPage(
        exit(null, 1),
        new LoopTrack(Stage.CLOSEOUT, true, Map.of()),
        diagram(null, DiagramView.State.NEVER),
        List.of(),
        null,
        LocalDate.of(2026, 11, 2),
        "周明远",
        null,
        null,
        FOUR,
        FOUND_ONLY,
        List.of(),
        List.of(),
        trail().subList(1, 2),
        null,
        List.of(),
        HazardMore.none());
  }

  private static List<Fact> ledger() {
    return List.of(
        new Fact("来自", "隐患台账.xlsx 第 21 行"),
        new Fact("整改措施", "清理通道\n拆除挂锁"),
        new Fact("整改时限", "11 月底"),
        new Fact("级别", "5级"));
  }

  private static PaperView paper(String title, int seals) {
    return new PaperView(
        title,
        List.of("2026 年 11 月 23 日到禾泰纸品包装厂现场复查，2 号厂房东侧安全出口通道畅通，门锁已拆除，指示灯已亮。第 2 轮整改合格，同意报请销号。"),
        List.of("禾泰纸品包装厂", "合格"),
        List.of("YH-990121-20261102-0017，第 2 轮", "期限 2026-11-26，现场照片 1 张", "复查人 周明远、沈若兰"),
        HASH,
        seals);
  }

  private static ActPage act(
      Act act, Filled form, EvidenceView evidence, PaperView paper, SignDialog dialog) {
    boolean early = act == Act.REGISTER || act == Act.DETERMINE;
    return new ActPage(
        exit(act, act == Act.REINSPECT ? 2 : 1),
        "/hazards/YH-990121-20261102-0017/acts/" + act.id(),
        act,
        "4711",
        act == Act.REINSPECT ? 2 : 1,
        form,
        early ? null : FOUR,
        evidence,
        Map.of(
            "unit",
            List.of(new Choice("u1", "禾泰纸品包装厂"), new Choice("u2", "漆语家具厂")),
            "category",
            categories(),
            "responsible",
            List.of(new Choice("p5", "罗建平·生产主管"), new Choice("p6", "郑大成·法定代表人")),
            "secondInspector",
            inspectors(),
            "pending",
            List.of(new Choice("4711", "整改 · 罗建平")),
            "to",
            List.of(new Choice("p6", "郑大成 · 法定代表人 · 整改")),
            "cause",
            List.of(new Choice("NO_HAZARD", "不构成隐患"), new Choice("DUPLICATE", "重复登记")),
            "lead",
            List.of()),
        act == Act.ISSUE_ORDER
            ? List.of(
                new ActPage.Sibling(
                    "YH-2", "配电室堆放油漆和包装物，门前无警示", "配电室", LocalDate.of(2026, 12, 1), true),
                new ActPage.Sibling(
                    "YH-3", "叉车充电区未设洗眼器和通风", "充电间", LocalDate.of(2026, 12, 5), false))
            : List.of(),
        early ? ledger() : List.of(),
        act == Act.RECTIFY ? new ActPage.Returned(Act.SELF_CHECK, "郑大成", "指示灯还没换，先换再报。") : null,
        paper,
        dialog,
        more());
  }

  private static void acts(Map<String, Shown> pages) {
    SignDialog closed = SignDialog.closed("周明远");
    for (Act act : Act.values()) {
      if (Route.INSPECTION.acts().contains(act)) {
        continue;
      }
      boolean early = act == Act.REGISTER || act == Act.DETERMINE;
      EvidenceView evidence =
          act == Act.REGISTER ? NONE : act.compareTo(Act.RECTIFY) <= 0 ? FOUND_ONLY : TWO_ROUNDS;
      pages.put(
          "act-" + act.id(),
          page(
              template(act),
              act(
                  act,
                  Filled.blank(),
                  evidence,
                  early ? null : paper("复查验收意见", act.isSignedAsNamed() ? 3 : act.signers()),
                  closed),
              INSPECTOR));
    }
    Map<String, String> problems = new LinkedHashMap<>();
    problems.put("standard", "还没写标准");
    problems.put("deadline", "还没定期限");
    problems.put("responsible", "还没定责任人");
    pages.put(
        "act-determine-wrong",
        page(
            template(Act.DETERMINE),
            act(
                Act.DETERMINE,
                new Filled(
                    Map.of("decision", "AGREED", "measures", "清空通道，拆除挂锁"), problems, List.of()),
                FOUND_ONLY,
                null,
                closed),
            INSPECTOR));
    Filled filled =
        new Filled(
            Map.of("decision", "PASSED", "opinion", "通道畅通，门锁已拆除，指示灯已亮。"),
            Map.of(),
            List.of(SECOND));
    pages.put(
        "sign",
        page(
            template(Act.REINSPECT),
            act(
                Act.REINSPECT,
                filled,
                TWO_ROUNDS,
                paper("复查验收意见", 2),
                new SignDialog(true, null, "周明远", List.of("沈若兰"))),
            INSPECTOR));
    pages.put(
        "sign-wrong",
        page(
            template(Act.ISSUE_ORDER),
            act(
                Act.ISSUE_ORDER,
                Filled.of(Map.of("decision", "AGREED", "opinion", "同意")),
                FOUND_ONLY,
                paper("责令限期整改指令书", 1),
                new SignDialog(true, "签字密码不对，没有签上。还可以试 4 次。", "陆志强", List.of())),
            INSPECTOR));
    pages.put(
        "act-reinspect-filled",
        page(
            template(Act.REINSPECT),
            act(Act.REINSPECT, filled, TWO_ROUNDS, paper("复查验收意见", 2), closed),
            INSPECTOR));
  }

  static String template(Act act) {
    return act.stage().name().toLowerCase(java.util.Locale.ROOT) + "/" + act.id();
  }

  private static HazardHead inspected(Act at) {
    return new HazardHead(
        "JC-990121-20261102-0003",
        "/inspections/JC-990121-20261102-0003",
        Grade.GENERAL,
        false,
        "检查登记，四不两直，2026-11-02",
        "禾泰纸品包装厂",
        "1 号、2 号厂房",
        "柳桥镇",
        null,
        null,
        null,
        at,
        1,
        DeadlineChip.ofInspection(at == null),
        false,
        null);
  }

  private static InspectionView record(boolean draft, boolean over) {
    return new InspectionView(
        "JC-990121-20261102-0003",
        "禾泰纸品包装厂",
        "四不两直",
        "04 四不两直检查",
        LocalDateTime.of(2026, 11, 2, 9, 30),
        draft ? null : LocalDateTime.of(2026, 11, 2, 11, 5),
        "1 号、2 号厂房",
        draft ? null : "百日行动",
        List.of(
            new InspectionView.Inspector("周明远", "ZF-990121-004"),
            new InspectionView.Inspector("沈若兰", "")),
        draft ? null : "郑大成",
        true,
        false,
        draft,
        List.of(
            new InspectionView.Line(
                "f1",
                1,
                "2 号厂房东侧",
                "安全出口被纸箱堵塞",
                "消防",
                "《消防法》第二十八条",
                List.of(FOUND),
                over ? exit(Act.DETERMINE, 1) : null),
            new InspectionView.Line("f2", 2, "充电间", "未设通风", "设备", null, List.of(), null)));
  }

  private static Shown withRecord(Shown shown, InspectionView record) {
    Map<String, Object> model = new LinkedHashMap<>(shown.model());
    model.put("inspection", record);
    return new Shown(shown.template(), model);
  }

  private static void inspections(Map<String, Shown> pages) {
    List<Choice> modes = List.of(new Choice("DAILY", "日常"), new Choice("UNANNOUNCED", "四不两直"));
    List<Choice> sources = List.of(new Choice("DAILY", "01 日常检查"));
    pages.put(
        "inspections",
        page(
            "inspections",
            new InspectionsPage(
                Filled.of(Map.of("unit", "禾泰", "state", "open")),
                modes,
                List.of(
                    new InspectionsPage.Row(
                        inspected(Act.RECORD_INSPECTION),
                        "四不两直",
                        LocalDate.of(2026, 11, 2),
                        "1 号厂房",
                        "周明远、沈若兰"),
                    new InspectionsPage.Row(
                        inspected(null), "夜查", LocalDate.of(2026, 10, 2), "仓库", "周明远、沈若兰")),
                "/inspections?before=JC-990121-20261002-0001"),
            INSPECTOR));
    pages.put(
        "inspections-empty",
        page(
            "inspections",
            new InspectionsPage(
                new Filled(Map.of("from", "x"), Map.of("from", "格式不对"), List.of()),
                modes,
                List.of(),
                null),
            ADMINISTRATOR));
    pages.put(
        "inspection-new",
        page(
            "discovery/inspection",
            new InspectionForm(
                "/inspections/new",
                "/inspections",
                true,
                new Filled(
                    Map.of("mode", "DAILY", "certificatesShown", "true"),
                    Map.of("unit", "还没填", "startedAt", "格式不对"),
                    List.of()),
                List.of("禾泰纸品包装厂"),
                modes,
                sources,
                inspectors(),
                List.of()),
            INSPECTOR));
    pages.put(
        "inspection-edit",
        page(
            "discovery/inspection",
            new InspectionForm(
                "/inspections/JC-1/edit",
                "/inspections/JC-1",
                false,
                Filled.blank(),
                List.of(),
                modes,
                sources,
                inspectors(),
                inspectors()),
            INSPECTOR));
    pages.put(
        "finding",
        page(
            "discovery/finding",
            new FindingPage(
                "/inspections/JC-1/findings/new",
                "/inspections/JC-1",
                "禾泰纸品包装厂",
                new Filled(Map.of("place", "充电间"), Map.of("description", "还没填"), List.of(FOUND)),
                categories()),
            INSPECTOR));
    pages.put(
        "inspection-draft",
        page(
            "inspection",
            new InspectionPage(
                inspected(Act.RECORD_INSPECTION),
                record(true, false),
                List.of("周明远"),
                Act.RECORD_INSPECTION,
                true,
                List.of(),
                List.of()),
            INSPECTOR));
    pages.put(
        "inspection-over",
        page(
            "inspection",
            new InspectionPage(
                inspected(null),
                record(false, true),
                List.of(),
                null,
                false,
                List.of(),
                List.of(
                    new HazardPage.TrailRound(
                        1,
                        null,
                        List.of(
                            signed(Act.CONFIRM_INSPECTION, Decision.AGREED, 4, "郑大成"),
                            signed(Act.SIGN_INSPECTION, Decision.AGREED, 2, "周明远", "沈若兰"),
                            signed(Act.RECORD_INSPECTION, Decision.AGREED, 1, "周明远"))))),
            INSPECTOR));
    for (Act act : Route.INSPECTION.acts()) {
      ActPage shown =
          new ActPage(
              inspected(act),
              "/inspections/JC-990121-20261102-0003/acts/" + act.id(),
              act,
              "4711",
              1,
              Filled.blank(),
              null,
              EvidenceView.none(),
              Map.of("representative", inspectors()),
              List.of(),
              List.of(),
              null,
              act == Act.SIGN_INSPECTION ? paper("现场检查记录", 2) : null,
              SignDialog.closed("周明远"),
              HazardMore.none());
      pages.put(
          "act-" + act.id(),
          withRecord(
              page(template(act), shown, INSPECTOR), record(act == Act.RECORD_INSPECTION, false)));
    }
  }

  private static ImportPage imported() {
    return new ImportPage(
        Filled.blank(),
        inspectors(),
        new ImportPage.Report(
            "隐患台账（四季度）.xlsx",
            34,
            24,
            3,
            List.of(
                new ImportPage.Draft(
                    9, "YH-9", "禾泰纸品包装厂", "安全出口被成品纸箱堵塞", List.of("unit", "category")),
                new ImportPage.Draft(12, "YH-12", "漆语家具厂", "喷漆房防爆风机停用", List.of())),
            List.of(
                new ImportPage.Refused(17, "检查日期", "「去年冬天」不是日期"),
                new ImportPage.Refused(23, "单位", "没写单位"))));
  }

  private static PeoplePage people(String open, Filled form, String password) {
    return new PeoplePage(
        "",
        new PeoplePage.Some<>(
            List.of(
                new PeoplePage.Person(
                    "p1",
                    "周明远",
                    "G-001",
                    "县应急管理局",
                    "检查人员",
                    "zhou、zhou2",
                    true,
                    "ZF-990121-004",
                    TODAY.plusYears(1),
                    false),
                new PeoplePage.Person(
                    "p2",
                    "沈若兰",
                    "G-002",
                    "县应急管理局",
                    "检查人员",
                    "shen",
                    false,
                    "ZF-990121-009",
                    TODAY.minusDays(9),
                    true),
                new PeoplePage.Person(
                    "p5", "罗建平", "Q-014", "禾泰纸品包装厂", "整改责任人", "", false, null, null, false)),
            124,
            2,
            3),
        new PeoplePage.Some<>(
            List.of(
                new PeoplePage.Unit("禾泰纸品包装厂", "91990121MADEM00015", "柳桥镇", "工贸", "郑大成"),
                new PeoplePage.Unit("漆语家具厂", null, "柳桥镇", "工贸", null)),
            2,
            1,
            1),
        List.of(new PeoplePage.Area("990121", "青禾县"), new PeoplePage.Area("990121104", "柳桥镇")),
        List.of(new PeoplePage.Department("县应急管理局", "青禾县", "工贸")),
        List.of(
            new PeoplePage.Proposal(
                "o1", "林晓", "G-031", "督查人员", "督查专员", "青禾县", TODAY, TODAY.plusYears(1), "何静", true),
            new PeoplePage.Proposal(
                "o2",
                "孙立",
                "G-032",
                "专家",
                "防火专家",
                "县应急管理局",
                TODAY,
                TODAY.plusYears(1),
                "许文",
                false)),
        List.of(
            new PeoplePage.Proposer("a1", "何静", 1, "2026-11-23T01:00:00Z", true),
            new PeoplePage.Proposer("a2", "许文", 1, "2026-11-23T01:00:00Z", false)),
        List.of(new PeoplePage.ProposedAdministrator("root3", "高原", "许文", false)),
        open.isEmpty(),
        Map.of(
            "area", List.of(new Choice("a1", "青禾县"), new Choice("a2", "柳桥镇")),
            "industry", List.of(new Choice("TRADE", "工贸"), new Choice("CHEMICAL", "危化")),
            "role", List.of(new Choice("INSPECTOR", "检查人员"), new Choice("LEGAL_REP", "法定代表人"))),
        open,
        form,
        password);
  }

  private static PersonPage person() {
    return new PersonPage(
        "p2",
        "沈若兰",
        "G-002",
        false,
        List.of(
            new PersonPage.Account("shen", true, false, false, true),
            new PersonPage.Account("shen2", false, false, true, true)),
        List.of(
            new PersonPage.Post(
                "o1", "检查人员", "检查人员", "县应急管理局", TODAY.minusYears(2), TODAY.plusYears(3), "now"),
            new PersonPage.Post("o2", "专家", "防火专家", "柳桥镇", TODAY, TODAY.plusYears(1), "proposed")),
        List.of(new AccountPage.Certificate("ZF-990121-009", TODAY.minusDays(9), true)),
        "AWAITING",
        "本人忘记，当面申请",
        List.of("韩雪梅", "陆志强"),
        List.of(
            new PersonPage.Entry(LocalDateTime.of(2026, 11, 2, 9, 0), "任", "检查人员", "检查人员", "何静"),
            new PersonPage.Entry(LocalDateTime.of(2024, 1, 2, 9, 0), "任", "检查人员", "", null)),
        Filled.blank());
  }

  private static AttestPage attest() {
    return new AttestPage(
        "r1",
        "沈若兰",
        "县应急管理局",
        "ed25519-9c024f1eb7d360a8",
        paper("新签字密码当面核实书", 1),
        "韩雪梅",
        "签字密码不对，没有签上。还可以试 4 次");
  }

  private static AccountPage account(String awaiting, List<AccountPage.Attest> attest) {
    return new AccountPage(
        "周明远",
        "zhou",
        "县应急管理局",
        List.of("检查人员"),
        List.of(
            new AccountPage.Certificate("ZF-990121-004", LocalDate.of(2027, 11, 22), false),
            new AccountPage.Certificate("ZF-990121-001", LocalDate.of(2024, 1, 2), true)),
        awaiting == null ? LocalDate.of(2026, 10, 8) : null,
        awaiting,
        awaiting == null ? List.of() : List.of("韩雪梅", "陆志强"),
        attest);
  }
}
