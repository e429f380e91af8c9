package io.bihuan;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Route;
import io.bihuan.loop.discovery.Discoveries;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;

/**
 * A county of its own for a test: town, bureau, unit and everybody the loop needs. Tests share one
 * database, so each founds its own.
 */
@Component
public class County {
  public static final String LOGIN_PASSWORD = "login-of-the-test";
  public static final String SIGNING_PASSWORD = "signature-of-the-test";
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(100_000, 400_000));

  private final People people;
  private final Accounts accounts;
  private final SigningKeys keys;
  private final Discoveries discoveries;
  private final Evidence evidence;
  private final Hazards hazards;
  private final PendingActs pendingActs;
  private final Signing signing;
  private final Clock clock;

  County(
      People people,
      Accounts accounts,
      SigningKeys keys,
      Discoveries discoveries,
      Evidence evidence,
      Hazards hazards,
      PendingActs pendingActs,
      Signing signing,
      Clock clock) {
    this.people = people;
    this.accounts = accounts;
    this.keys = keys;
    this.discoveries = discoveries;
    this.evidence = evidence;
    this.hazards = hazards;
    this.pendingActs = pendingActs;
    this.signing = signing;
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
      people.appoint(
          id, role, role.name(), place, LocalDate.of(2020, 1, 1), LocalDate.of(2099, 12, 31));
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
      HazardNo no = reported();
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

    /** Everybody for whom it waits signs forward, once. */
    public void forward(HazardNo no) {
      pendingActs.of(no.value()).forEach(pending -> sign(pending, forwardOf(pending.act())));
    }

    /** Everybody for whom it waits signs backward, once. */
    public void backward(HazardNo no) {
      pendingActs.of(no.value()).forEach(pending -> sign(pending, backwardOf(pending.act())));
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

    public ActRequest request(PendingAct pending, Decision decision) {
      boolean withPhoto =
          !decision.isBackward() && pending.act() == Act.RECTIFY || pending.act() == Act.REINSPECT;
      return new ActRequest(
          pending.subject(),
          pending.act().id(),
          pending.round(),
          pending.taskId(),
          form(hazards.get(new HazardNo(pending.subject())), pending.act(), decision),
          withPhoto ? List.of(photo(pending.person())) : List.of());
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
          form.put("grade", Grade.GENERAL.name());
          form.put("opinion", "Seen.");
        }
        case DELIVER_ORDER -> {
          form.put("manner", "DIRECT");
          form.put("deliveredOn", LocalDate.now(clock).toString());
          form.put("opinion", "Seen.");
        }
        case RECTIFY -> form.put("account", "Cleared, lock taken off.");
        case SELF_CHECK -> form.put("conclusion", "Checked against the standard.");
        default -> form.put("opinion", "Seen.");
      }
      return form;
    }
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
    return act == Act.SELF_CHECK || act == Act.REINSPECT ? Decision.PASSED : Decision.AGREED;
  }

  public static Decision backwardOf(Act act) {
    return act == Act.SELF_CHECK || act == Act.REINSPECT ? Decision.SENT_BACK : Decision.RETURNED;
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
