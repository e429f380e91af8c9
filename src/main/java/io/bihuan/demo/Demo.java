package io.bihuan.demo;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.loop.discovery.Discoveries;
import io.bihuan.people.Accounts;
import io.bihuan.people.Area;
import io.bihuan.people.Certificate;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.SigningKeys;
import io.bihuan.people.Uscc;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Signer;
import io.bihuan.signing.Signing;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Plays the script once, into an empty database, every act signed by the person it belongs to.
 * Before the doors open: nobody else must sign while the clock plays days gone by.
 */
@Component
@Profile("demo")
class Demo implements SmartInitializingSingleton {
  private static final String ADDRESS = "127.0.0.1";
  private static final LocalTime MORNING = LocalTime.of(9, 12);
  private static final LocalTime OPENS = LocalTime.of(8, 30);
  private static final LocalTime CLOSES = LocalTime.of(17, 30);
  private static final Duration SHORTLY_BEFORE = Duration.ofMinutes(20);
  private static final int ACTS_OF_A_LONG_LOOP = 40;

  private final DemoClock clock;
  private final DemoPeople cast;
  private final People people;
  private final Accounts accounts;
  private final SigningKeys keys;
  private final Discoveries discoveries;
  private final Evidence evidence;
  private final Hazards hazards;
  private final PendingActs pendingActs;
  private final Signing signing;
  private final Map<String, PersonId> persons = new HashMap<>();
  private int photos;

  Demo(
      DemoClock clock,
      DemoPeople cast,
      People people,
      Accounts accounts,
      SigningKeys keys,
      Discoveries discoveries,
      Evidence evidence,
      Hazards hazards,
      PendingActs pendingActs,
      Signing signing) {
    this.clock = clock;
    this.cast = cast;
    this.people = people;
    this.accounts = accounts;
    this.keys = keys;
    this.discoveries = discoveries;
    this.evidence = evidence;
    this.hazards = hazards;
    this.pendingActs = pendingActs;
    this.signing = signing;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (!accounts.all().isEmpty()) {
      return;
    }
    Script script = cast.script();
    script.areas().forEach(area -> people.add(new Area(area.code(), area.name())));
    script.departments().forEach(d -> people.add(d.name(), d.area(), d.prefix(), d.industries()));
    script
        .units()
        .forEach(
            unit ->
                people.addUnit(
                    unit.name(), Uscc.of("uscc", unit.uscc()), unit.area(), unit.industry()));
    script.persons().forEach(person -> enter(script, person));
    try {
      script.hazards().forEach(hazard -> play(script, hazard));
    } finally {
      clock.stopPlaying();
    }
  }

  private void enter(Script script, Script.PersonLine line) {
    PersonId person = people.addPerson(line.name(), line.account());
    persons.put(line.account(), person);
    accounts.open(line.account(), person, line.role() == null, script.loginPassword());
    accounts.choosePassword(line.account(), script.loginPassword());
    if (line.role() == null) {
      return;
    }
    LocalDate today = LocalDate.now(clock);
    people.appoint(
        person,
        line.role(),
        line.title(),
        placeOf(Objects.requireNonNull(line.place())),
        today.minusYears(2).withDayOfYear(1),
        today.plusYears(3));
    if (line.certificate() != null) {
      people.add(
          new Certificate(
              line.certificate(), person, line.title(), today.minusYears(1), today.plusYears(2)));
    }
    keys.enroll(person, line.account(), script.signingPassword());
  }

  private String placeOf(String named) {
    return people
        .unitNamed(named)
        .map(unit -> unit.id())
        .or(
            () ->
                people.departments().stream()
                    .filter(d -> d.name().equals(named))
                    .map(d -> d.id())
                    .findFirst())
        .orElse(named);
  }

  private void play(Script script, Script.HazardLine line) {
    Instant end = clock.reallyNow();
    Instant morning =
        LocalDate.ofInstant(end, clock.getZone())
            .minusDays(line.daysAgo())
            .atTime(MORNING)
            .atZone(clock.getZone())
            .toInstant();
    Instant now = morning.isBefore(end) ? morning : end.minus(SHORTLY_BEFORE);
    clock.play(now);
    PersonId inspector = person(line.inspector());
    HazardNo no =
        discoveries.report(
            inspector,
            new Discoveries.Report(
                line.unit(),
                line.place(),
                line.description(),
                line.category(),
                List.of(photo(line.before(), inspector))));
    int sendBacks = line.sendBacks();
    Duration pace = Duration.between(now, end).dividedBy(ACTS_OF_A_LONG_LOOP);
    while (!hazards.get(no).isClosedOut() && (sendBacks > 0 || !standsAt(no, line.upTo()))) {
      boolean backward = hazards.get(no).standsAt(Act.REINSPECT) && sendBacks > 0;
      if (backward) {
        sendBacks--;
      }
      for (PendingAct pending : pendingActs.of(no.value())) {
        now = atWork(now.plus(pace), end);
        clock.play(now);
        sign(script, line, pending, backward);
      }
    }
  }

  /** Officials sign in office hours, and nobody signs in the future. */
  private Instant atWork(Instant at, Instant end) {
    ZonedDateTime local = at.atZone(clock.getZone());
    ZonedDateTime open = local.with(OPENS.plusMinutes(local.getMinute() / 2));
    ZonedDateTime worked =
        local.isBefore(open)
            ? open
            : local.toLocalTime().isAfter(CLOSES) ? open.plusDays(1) : local;
    return worked.toInstant().isBefore(end) ? worked.toInstant() : end;
  }

  private boolean standsAt(HazardNo no, @Nullable String act) {
    Act stands = hazards.get(no).act();
    return stands != null && stands.id().equals(act);
  }

  private void sign(Script script, Script.HazardLine line, PendingAct pending, boolean backward) {
    boolean rectifies = pending.act() == Act.RECTIFY;
    boolean reinspects = pending.act() == Act.REINSPECT;
    List<String> shots =
        rectifies || reinspects
            ? List.of(photo(backward ? line.before() : line.after(), pending.person()))
            : List.of();
    String account =
        persons.entrySet().stream()
            .filter(entry -> entry.getValue().equals(pending.person()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    signing.sign(
        new Signer(pending.person(), account, ADDRESS),
        new ActRequest(
            pending.subject(),
            pending.act().id(),
            pending.round(),
            pending.taskId(),
            form(line, pending, backward),
            shots),
        script.signingPassword(),
        null);
  }

  private Map<String, @Nullable Object> form(
      Script.HazardLine line, PendingAct pending, boolean backward) {
    Map<String, @Nullable Object> form = new HashMap<>();
    Hazard hazard = hazards.get(new HazardNo(pending.subject()));
    Decision decision =
        switch (pending.act()) {
          case SELF_CHECK -> Decision.PASSED;
          case REINSPECT -> backward ? Decision.SENT_BACK : Decision.PASSED;
          default -> Decision.AGREED;
        };
    if (pending.act().decisions().size() > 1) {
      form.put("decision", decision.name());
    }
    switch (pending.act()) {
      case REGISTER -> {
        form.put("unit", hazard.unitId());
        form.put("place", line.place());
        form.put("description", line.description());
        form.put("category", line.category());
      }
      case DETERMINE -> {
        form.put("measures", line.measures());
        form.put("standard", line.standard());
        form.put("deadline", hazard.foundOn().plusDays(line.days()).toString());
        form.put("responsible", person(line.responsible()).value());
        form.put("secondInspector", person(line.second()).value());
        form.put("basis", line.basis());
      }
      case GRADE_HAZARD -> form.put("grade", Grade.GENERAL.name());
      case DELIVER_ORDER -> {
        form.put("manner", "DIRECT");
        form.put("deliveredOn", LocalDate.now(clock).toString());
      }
      case RECTIFY -> form.put("account", line.account());
      case SELF_CHECK -> form.put("conclusion", line.account());
      case REINSPECT -> {
        form.put("opinion", backward ? line.objection() : line.opinion());
        if (backward) {
          form.put("newDeadline", inTime(hazard).toString());
        }
      }
      default -> {}
    }
    return form;
  }

  /** The deadline stands, unless it has passed in the meantime. */
  private LocalDate inTime(Hazard hazard) {
    LocalDate today = LocalDate.now(clock);
    LocalDate before = hazards.determinations(hazard.no()).orElseThrow().deadline();
    return before.isBefore(today) ? today : before;
  }

  private PersonId person(String account) {
    return Objects.requireNonNull(persons.get(account), account);
  }

  /** Each shot is another picture, as from a camera: the same photo would be refused. */
  private String photo(String name, PersonId by) {
    try (InputStream in = new ClassPathResource("demo/" + name).getInputStream()) {
      BufferedImage image = ImageIO.read(in);
      photos++;
      image.setRGB(photos % image.getWidth(), image.getHeight() - 1, 0x101010 + photos);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      return evidence
          .add(name.replaceAll("\\.\\w+$", ".png"), new ByteArrayInputStream(out.toByteArray()), by)
          .id();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
