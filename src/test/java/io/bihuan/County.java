package io.bihuan;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Route;
import io.bihuan.hazard.Subjects;
import io.bihuan.loop.discovery.Discoveries;
import io.bihuan.loop.discovery.Inspections;
import io.bihuan.people.Accounts;
import io.bihuan.people.Area;
import io.bihuan.people.Certificate;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.people.SigningKeys;
import io.bihuan.people.Unit;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Receipt;
import io.bihuan.signing.Signer;
import io.bihuan.signing.Signing;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * A county of its own for a test: town, bureau, unit and everybody the loop needs. Tests share one
 * database, so each founds its own.
 */
@Component
public class County {
  public static final String LOGIN_PASSWORD = "login-of-the-test";
  public static final String SIGNING_PASSWORD = "signature-of-the-test";

  /** 有限空间: of the rules that ship with the product, and of the unit's industry. */
  public static final String CLAUSE = "GM-10/13.2";

  private static final Set<Act> SHOWN_BY_A_PHOTO =
      EnumSet.of(Act.REINSPECT, Act.ACCEPT_AS_PANEL, Act.LOOK_BACK, Act.NOTIFY_EMPLOYEES);
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(100_000, 400_000));

  private final People people;
  private final Accounts accounts;
  private final SigningKeys keys;
  private final Discoveries discoveries;
  private final Evidence evidence;
  private final Hazards hazards;
  private final Subjects subjects;
  private final Matters matters;
  private final JdbcTemplate jdbc;
  private final PendingActs pendingActs;
  private final Signing signing;
  private final Inspections inspections;
  private final Clock clock;

  County(
      People people,
      Accounts accounts,
      SigningKeys keys,
      Discoveries discoveries,
      Evidence evidence,
      Hazards hazards,
      Subjects subjects,
      Matters matters,
      JdbcTemplate jdbc,
      PendingActs pendingActs,
      Signing signing,
      Inspections inspections,
      Clock clock) {
    this.people = people;
    this.accounts = accounts;
    this.keys = keys;
    this.discoveries = discoveries;
    this.evidence = evidence;
    this.hazards = hazards;
    this.subjects = subjects;
    this.matters = matters;
    this.jdbc = jdbc;
    this.pendingActs = pendingActs;
    this.signing = signing;
    this.inspections = inspections;
    this.clock = clock;
  }

  /** The people of one county; an account is called as its field, with the county's code behind. */
  public final class Folk {
    public final String code = String.valueOf(NEXT.getAndIncrement());
    public final String town = code + "001";
    public final String department;
    public final Unit unit;
    public final PersonId inspector;
    public final PersonId colleague;
    public final PersonId legalRep;
    public final PersonId safetyOfficer;
    public final PersonId worker;
    public final PersonId townLeader;
    public final PersonId chief;
    public final PersonId leader;
    public final PersonId expert;

    /** Those that are to be graded as major when they come to it. */
    private final Set<HazardNo> majors = ConcurrentHashMap.newKeySet();

    Folk() {
      people.add(new Area(code, "County " + code));
      people.add(new Area(town, "Town " + town));
      department = people.add("Bureau " + code, code, "B" + code, List.of()).id();
      unit = people.addUnit("Unit " + code, Codes.next(), town, "manufacturing");
      inspector = inspector("inspector");
      colleague = inspector("colleague");
      legalRep = person("legalrep", Role.LEGAL_REP, unit.id());
      safetyOfficer = person("safetyofficer", Role.SAFETY_OFFICER, unit.id());
      worker = person("worker", Role.EMPLOYEE, unit.id());
      townLeader = person("townleader", Role.TOWN_LEADER, town);
      chief = person("chief", Role.SECTION_CHIEF, department);
      leader = person("leader", Role.BUREAU_LEADER, department);
      expert = person("expert", Role.EXPERT, code);
    }

    public PersonId inspector(String name) {
      PersonId id = person(name, Role.INSPECTOR, department);
      LocalDate today = LocalDate.now(clock);
      people.add(
          new Certificate(
              "C-" + name + code, id, "check", today.minusYears(1), today.plusYears(1)));
      return id;
    }

    public PersonId person(String name, Role role, String place) {
      PersonId id = people.addPerson(name, name + code);
      boolean forAYear = role == Role.SUPERVISOR;
      LocalDate today = LocalDate.now(clock);
      people.appoint(
          id,
          role,
          role.name(),
          place,
          forAYear ? today : LocalDate.of(2020, 1, 1),
          forAYear ? today.plusMonths(6) : LocalDate.of(2099, 12, 31));
      accounts.open(name + code, id, false, LOGIN_PASSWORD);
      accounts.choosePassword(name + code, LOGIN_PASSWORD);
      keys.enroll(id, name + code, SIGNING_PASSWORD);
      return id;
    }

    /**
     * One person in a further post; nothing but a slip of the administrator's keeps these apart.
     */
    public void alsoHolds(PersonId person, Role role, String place) {
      people.appoint(
          person, role, role.name(), place, LocalDate.of(2020, 1, 1), LocalDate.of(2099, 12, 31));
    }

    /** A unit of the same town with nobody in it. */
    public String anotherUnit() {
      return people
          .addUnit("Unit " + NEXT.getAndIncrement(), Codes.next(), town, "manufacturing")
          .id();
    }

    public String account(PersonId person) {
      return people.get(person).staffNo();
    }

    public Signer as(PersonId person) {
      return new Signer(person, account(person), "127.0.0.1");
    }

    /** A draft of this county, reported with one photo. */
    public HazardNo reported() {
      return discoveries.report(
          inspector,
          new Discoveries.Report(
              unit.id(),
              "Workshop 2, east exit",
              "The exit is blocked by boxes and the door is locked.",
              "fire",
              List.of(photo(inspector))));
    }

    /** A hazard that was driven, cured at first sight, until it stands at this act. */
    public HazardNo standingAt(Act act) {
      return Route.GENERAL.acts().contains(act) || act == Act.CURE_ON_SPOT
          ? generalAt(act)
          : majorAt(act);
    }

    /** The same for a major hazard. */
    public HazardNo majorAt(Act act) {
      HazardNo no = reported();
      majors.add(no);
      driveTo(no, act);
      return no;
    }

    public HazardNo closedOutMajor() {
      HazardNo no = majorAt(Act.CLOSE_OUT);
      forward(no);
      return no;
    }

    /** A matter about a major hazard, driven until it stands at this act. */
    public String matterAt(Act act) {
      if (act == Act.NOTE_DECLINE) {
        return declinedAt(Act.SIGN_AS_LEGAL_REP);
      }
      if (act == Act.DECIDE_VOID) {
        return voidAt(Act.ENDORSE);
      }
      if (act == Act.LOOK_BACK || act == Act.DECIDE_REOPENING) {
        HazardNo no = closedOutMajor();
        String matter = matterOf(no, Procedure.LOOK_BACK);
        jdbc.update("update matter set not_before = ? where no = ?", LocalDate.now(clock), matter);
        if (act == Act.DECIDE_REOPENING) {
          backward(matter);
        }
        return matter;
      }
      String matter = matterOf(majorAt(Act.ENDORSE), Procedure.of(act));
      while (!subjects.get(matter).standsAt(act)) {
        forward(matter);
      }
      return matter;
    }

    /** The first matter of that kind about a hazard. */
    public String matterOf(HazardNo no, Procedure procedure) {
      return matters.of(hazards.get(no)).stream()
          .filter(matter -> matter.route().procedure() == procedure)
          .map(Matter::key)
          .findFirst()
          .orElseThrow();
    }

    /** Begins a matter about a hazard and signs its first act. */
    public Receipt begin(
        PersonId person, HazardNo no, Act act, Map<String, Object> form, String... photos) {
      return signing.begin(
          as(person),
          new ActRequest(no.value(), act.id(), 1, null, form, List.of(photos)),
          SIGNING_PASSWORD,
          null,
          null,
          "");
    }

    private HazardNo generalAt(Act act) {
      HazardNo no = reported();
      if (act == Act.CURE_ON_SPOT) {
        registerOnSpot(no);
      }
      driveTo(no, act);
      return no;
    }

    public void driveTo(HazardNo no, Act act) {
      while (!hazards.get(no).standsAt(act)) {
        if (hazards.get(no).isOver()) {
          throw new IllegalArgumentException("The hazard does not come by %s.".formatted(act));
        }
        forward(no);
      }
    }

    /** Registered as 即查即改, with the colleague and the unit's safety officer. */
    public void registerOnSpot(HazardNo no) {
      Map<String, Object> form = form(hazards.get(no), Act.REGISTER, Decision.AGREED);
      form.put("handling", "ON_SPOT");
      form.put("secondInspector", colleague.value());
      form.put("representative", safetyOfficer.value());
      sign(inspector, no, Act.REGISTER, form);
    }

    /** The number of a decline that was recorded where the hazard stood at this act. */
    public String declinedAt(Act act) {
      HazardNo no = standingAt(act);
      return decline(no);
    }

    /** Records that the unit will not sign where the hazard stands; the number of the matter. */
    public String decline(HazardNo no) {
      boolean leftInPlace = hazards.get(no).standsAt(Act.RECEIVE_ORDER);
      return begin(
              inspector,
              no.value(),
              Act.RECORD_DECLINE,
              beginning(Act.RECORD_DECLINE, no),
              leftInPlace ? new String[] {photo(inspector)} : new String[0])
          .subject();
    }

    /** The number of a proposal to void a hazard standing at this act; it waits to be decided. */
    public String voidAt(Act act) {
      HazardNo no = standingAt(act);
      return begin(inspector, no.value(), Act.PROPOSE_VOID, beginning(Act.PROPOSE_VOID, no))
          .subject();
    }

    /** Begins a matter about a subject and signs its first act. */
    public Receipt begin(
        PersonId person, String about, Act act, Map<String, Object> form, String... photos) {
      return signing.begin(
          as(person),
          new ActRequest(about, act.id(), 1, null, form, List.of(photos)),
          SIGNING_PASSWORD,
          null,
          null,
          "");
    }

    /** A form that begins a matter. */
    public Map<String, Object> beginning(Act act, HazardNo about) {
      Map<String, Object> form = new HashMap<>();
      switch (act) {
        case RECORD_DECLINE -> {
          form.put("refusedBy", "Legal Rep");
          form.put("refusedPost", "Director");
          form.put("reason", "He says the boxes are none of his.");
          form.put("witness", "Village Head");
          form.put("witnessPost", "Head of the village");
          form.put("secondWitness", "Neighbour");
          form.put("secondWitnessPost", "Shopkeeper next door");
          form.put("filmed", "true");
        }
        case PROPOSE_VOID -> {
          form.put("cause", "NO_HAZARD");
          form.put("reason", "The exit is not an exit, but a cupboard.");
        }
        default -> throw new IllegalArgumentException("Nobody begins " + act + " about " + about);
      }
      return form;
    }

    /** Everybody for whom it waits signs forward, once. */
    public void forward(HazardNo no) {
      forward(no.value());
    }

    public void forward(String subject) {
      inOrder(subject).forEach(pending -> sign(pending, forwardOf(pending.act())));
    }

    /** Whoever found it comes first, as he must on the spot. */
    private List<PendingAct> inOrder(String subject) {
      return pendingActs.of(subject).stream()
          .sorted(Comparator.comparing(pending -> !pending.person().equals(inspector)))
          .toList();
    }

    /** Everybody for whom it waits signs backward, once. */
    public void backward(HazardNo no) {
      backward(no.value());
    }

    public void backward(String subject) {
      inOrder(subject).forEach(pending -> sign(pending, backwardOf(pending.act())));
    }

    /** Signs what the form says, with the right password and without having looked at the paper. */
    public Receipt sign(
        PersonId person, HazardNo no, Act act, Map<String, Object> form, String... photos) {
      return signing.sign(as(person), request(no, act, form, photos), SIGNING_PASSWORD, null);
    }

    public ActRequest request(HazardNo no, Act act, Map<String, Object> form, String... photos) {
      int round = hazards.get(no).round();
      return new ActRequest(no.value(), act.id(), round, null, form, List.of(photos));
    }

    public Receipt sign(PendingAct pending, Decision decision) {
      return signing.sign(as(pending.person()), request(pending, decision), SIGNING_PASSWORD, null);
    }

    /** The same with a form of one's own and no photo. */
    public Receipt sign(PendingAct pending, Map<String, Object> form) {
      return signing.sign(
          as(pending.person()),
          new ActRequest(
              pending.subject(),
              pending.act().id(),
              pending.round(),
              pending.taskId(),
              form,
              List.of()),
          SIGNING_PASSWORD,
          null);
    }

    public ActRequest request(PendingAct pending, Decision decision) {
      boolean withPhoto =
          !decision.isBackward()
                  && (pending.act() == Act.RECTIFY
                      || (pending.act() == Act.CURE_ON_SPOT && pending.person().equals(inspector)))
              || SHOWN_BY_A_PHOTO.contains(pending.act());
      return new ActRequest(
          pending.subject(),
          pending.act().id(),
          pending.round(),
          pending.taskId(),
          pending.act() == Act.CURE_ON_SPOT
              ? onSpot(pending.person(), decision)
              : subjects.hazardOf(subjects.get(pending.subject())) != null
                  ? form(
                      Objects.requireNonNull(subjects.hazardOf(subjects.get(pending.subject()))),
                      pending.act(),
                      decision)
                  : formOfInspection(pending.act(), decision),
          withPhoto ? List.of(photo(pending.person())) : List.of());
    }

    /**
     * An inspection of this county's unit with two findings, driven until it stands at this act.
     */
    public String inspectionAt(Act act) {
      String no = inspection(2);
      while (!subjects.get(no).standsAt(act)) {
        pendingActs.of(no).forEach(pending -> sign(pending, forwardOf(pending.act())));
      }
      return no;
    }

    /** The draft of an inspection that both inspectors of this county began an hour ago. */
    public String inspection(int findings) {
      String no = inspections.open(inspector, unit.id(), details());
      for (int i = 1; i <= findings; i++) {
        inspections.note(
            inspector,
            no,
            new Inspections.Noted(
                "Workshop " + i,
                "Exit " + i + " is blocked by boxes.",
                "fire",
                "Fire Protection Law, article 28",
                List.of(photo(inspector))));
      }
      return no;
    }

    public Inspections.Details details() {
      return new Inspections.Details(
          "UNANNOUNCED",
          "UNANNOUNCED",
          LocalDateTime.now(clock).minusHours(1).truncatedTo(ChronoUnit.MINUTES).toString(),
          "Workshops 1 to 3",
          colleague.value(),
          safetyOfficer.value(),
          null,
          true,
          true);
    }

    /** What signs an act of an inspection. */
    public Map<String, Object> formOfInspection(Act act, Decision decision) {
      Map<String, Object> form = new HashMap<>();
      if (act == Act.RECORD_INSPECTION) {
        form.put("endedAt", LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES).toString());
        form.put("representative", safetyOfficer.value());
      } else {
        form.put("decision", decision.name());
        form.put("opinion", "Seen.");
      }
      return form;
    }

    private Map<String, Object> onSpot(PersonId signer, Decision decision) {
      Map<String, Object> form = new HashMap<>();
      form.put("decision", decision.name());
      form.put("opinion", "Seen.");
      if (signer.equals(inspector) && !decision.isBackward()) {
        form.put("account", "Boxes carried out, lock taken off.");
      }
      return form;
    }

    public Map<String, Object> form(Hazard hazard, Act act, Decision decision) {
      Map<String, Object> form = new HashMap<>();
      if (act.decisions().size() == 2) {
        form.put("decision", decision.name());
      }
      switch (act) {
        case REGISTER -> {
          form.put("unit", unit.id());
          form.put("place", hazard.place());
          form.put("description", hazard.description());
          form.put("category", "fire");
        }
        case DETERMINE -> {
          form.put("measures", "Clear the exit, take off the lock.");
          form.put("standard", "1.4 m wide, opens from inside at a push.");
          form.put("deadline", LocalDate.now(clock).plusDays(10).toString());
          form.put("responsible", worker.value());
          form.put("secondInspector", colleague.value());
          form.put("reason", "because");
        }
        case GRADE_HAZARD -> {
          if (majors.contains(hazard.no())) {
            form.put("clause", CLAUSE);
          } else {
            form.put("grade", Grade.GENERAL.name());
          }
          form.put("opinion", "Seen.");
        }
        case DELIVER_ORDER -> {
          form.put("manner", "DIRECT");
          form.put("deliveredOn", LocalDate.now(clock).toString());
          form.put("opinion", "Seen.");
        }
        case REPORT_MAJOR -> {
          form.put("situation", "Nobody knows who may go down into the pit.");
          form.put("harm", "Three men clean it every month.");
          form.put("difficulty", "Two weeks.");
          form.put("measures", "The pit is closed and guarded.");
        }
        case NOTIFY_EMPLOYEES -> {
          form.put("way", "NOTICE_BOARD");
          form.put("notifiedOn", LocalDate.now(clock).toString());
          form.put("place", "At the gate");
          form.put("people", "46");
        }
        case DRAFT_PLAN -> form.putAll(plan());
        case FORM_PANEL -> {
          form.put("panel", List.of(expert.value(), inspector.value(), colleague.value()));
          form.put("opinion", "Seen.");
        }
        case ACCEPT_AS_PANEL -> {
          form.put("opinion", "Seen.");
          if (decision.isBackward()) {
            form.put("newDeadline", LocalDate.now(clock).plusDays(20).toString());
          }
        }
        case CLOSE_OUT -> {
          form.put("opinion", "Seen.");
          if (hazard.grade() == Grade.MAJOR) {
            form.put("lessons", "All other pits were looked at, and the rule was mended.");
          }
        }
        case REPORT_PROGRESS -> {
          form.put("percent", "40");
          form.put("account", "The railing stands.");
        }
        case RECTIFY -> form.put("account", "Cleared, lock taken off.");
        case SELF_CHECK -> form.put("conclusion", "Checked against the standard.");
        case REINSPECT -> {
          form.put("opinion", "Seen.");
          if (decision.isBackward()) {
            form.put("newDeadline", LocalDate.now(clock).plusDays(10).toString());
          }
        }
        default -> form.put("opinion", "Seen.");
      }
      return form;
    }
  }

  /** A plan with all its contents. */
  public static Map<String, Object> plan() {
    Map<String, Object> plan = new HashMap<>();
    plan.put("goals", "Nobody goes down unguarded.");
    plan.put("methods", "Railing, lock, gas meter, permit.");
    plan.put("means", "From the safety fund.");
    plan.put("funds", "12.50");
    plan.put("team", "The safety officer and two fitters.");
    plan.put("schedule", "Railing by Friday, the rest in two weeks.");
    plan.put("interimMeasures", "The pit is locked and guarded.");
    plan.put("contingency", "Nobody goes after him without a mask; call 119.");
    plan.put("settled", List.of("RESPONSIBILITY", "MEASURES", "FUNDS", "TIME", "CONTINGENCY"));
    return plan;
  }

  public Folk found() {
    return new Folk();
  }

  /** Every act a general hazard goes through. */
  public static List<Act> acts() {
    return Route.GENERAL.acts();
  }

  /** Those that can be signed backward as well. */
  public static List<Act> returnable() {
    return acts().stream().filter(act -> act.decisions().size() == 2).toList();
  }

  public static Decision forwardOf(Act act) {
    return act.decisions().contains(Decision.PASSED) ? Decision.PASSED : Decision.AGREED;
  }

  public static Decision backwardOf(Act act) {
    return act.decisions().contains(Decision.SENT_BACK) ? Decision.SENT_BACK : Decision.RETURNED;
  }

  public String photo(PersonId by) {
    return evidence.add("photo.png", new ByteArrayInputStream(aPhoto()), by).id();
  }

  /** A picture that was never taken before. */
  public static byte[] aPhoto() {
    BufferedImage image = new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        image.setRGB(x, y, new Color(ThreadLocalRandom.current().nextInt(0x1000000)).getRGB());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
