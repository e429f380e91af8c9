package io.bihuan.workflow;

import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardLoop;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Holders;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Route;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.PersonId;
import io.bihuan.people.SigningKeys;
import io.bihuan.people.UnlockedKey;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Leaf;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stands a subject at any act of any diagram. What leads there is genuinely signed, by the right
 * persons with their own keys, but without the forms of the acts: only the order of the acts counts
 * here.
 */
@Component
class Scenes {
  private final Hazards hazards;
  private final Subjects subjects;
  private final Matters matters;
  private final Holders holders;
  private final PendingActs pendingActs;
  private final HazardLoop loop;
  private final Ledger ledger;
  private final SigningKeys keys;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Scenes(
      Hazards hazards,
      Subjects subjects,
      Matters matters,
      Holders holders,
      PendingActs pendingActs,
      HazardLoop loop,
      Ledger ledger,
      SigningKeys keys,
      TransactionTemplate transaction,
      Clock clock) {
    this.hazards = hazards;
    this.subjects = subjects;
    this.matters = matters;
    this.holders = holders;
    this.pendingActs = pendingActs;
    this.loop = loop;
    this.ledger = ledger;
    this.keys = keys;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The key of a subject that waits for this act. */
  String standingAt(Folk folk, Act act) {
    Route route =
        Arrays.stream(Route.values())
            .filter(each -> each != Route.THIN && each.acts().contains(act))
            .findFirst()
            .orElseThrow();
    if (route == Route.GENERAL) {
      return folk.standingAt(act).value();
    }
    String key = Objects.requireNonNull(transaction.execute(status -> begun(folk, route)));
    while (!subjects.get(key).standsAt(act)) {
      sign(key, true);
    }
    return key;
  }

  /** Everybody for whom it waits signs, until it is over. */
  void end(Folk folk, String key) {
    while (!subjects.get(key).isOver()) {
      if (subjects.get(key).route() == Route.GENERAL) {
        folk.forward(new HazardNo(key));
      } else {
        sign(key, true);
      }
    }
  }

  /** One of those for whom it waits signs. */
  void signOne(String key) {
    sign(key, false);
  }

  private String begun(Folk folk, Route route) {
    return switch (route.procedure()) {
      case RECTIFICATION -> hazard(folk, route).key();
      case INSPECTION -> inspection(folk).key();
      default -> matter(folk, route.procedure()).key();
    };
  }

  private Hazard hazard(Folk folk, Route route) {
    HazardNo no = route == Route.MAJOR ? folk.standingAt(Act.GRADE_HAZARD) : folk.reported();
    Hazard hazard = hazards.get(no);
    hazards.take(hazard, route, route == Route.MAJOR ? Grade.MAJOR : Grade.GENERAL);
    holders.name(hazard, Act.ACCEPT_AS_PANEL, List.of(folk.inspector, folk.colleague, folk.chief));
    holders.name(hazard, Act.CURE_ON_SPOT, List.of(folk.inspector, folk.colleague, folk.legalRep));
    return hazard;
  }

  private Matter inspection(Folk folk) {
    Matter inspection = matters.openInspection(folk.unit, folk.department, folk.inspector);
    holders.name(inspection, Act.SIGN_INSPECTION, List.of(folk.inspector, folk.colleague));
    holders.name(inspection, Act.CONFIRM_INSPECTION, List.of(folk.legalRep));
    return inspection;
  }

  private Matter matter(Folk folk, Procedure procedure) {
    Hazard about = hazards.get(folk.standingAt(Act.ENDORSE));
    List<PersonId> first =
        switch (procedure) {
          case VOID, DECLINE -> List.of(folk.inspector);
          case PROGRESS -> List.of(folk.worker);
          case REASSIGNMENT -> List.of(folk.chief);
          default -> List.of();
        };
    return matters.open(procedure, about, first, Matters.Term.NONE);
  }

  private void sign(String key, boolean all) {
    transaction.executeWithoutResult(
        status -> {
          List<PendingAct> waiting = pendingActs.of(key);
          for (PendingAct pending : all ? waiting : waiting.subList(0, 1)) {
            Subject subject = subjects.lock(key);
            Decision decision = decisionThatLeadsOn(pending.act());
            ledger.append(signed(pending, decision));
            pendingActs.signed(pending);
            if (ledger.decisions(key, pending.step()).size()
                == holders.signers(subject, pending.act())) {
              subjects.move(subject, decision.isBackward(), now());
            }
            loop.complete(pending.taskId());
          }
        });
  }

  private static Decision decisionThatLeadsOn(Act act) {
    if (act == Act.LOOK_BACK) {
      return Decision.SENT_BACK;
    }
    return act.decisions().contains(Decision.PASSED) ? Decision.PASSED : Decision.AGREED;
  }

  private SignedAct signed(PendingAct pending, Decision decision) {
    SignedAct.Head head = ledger.head(pending.subject());
    Instant at = now();
    String payload =
        CanonicalJson.write(
            Map.ofEntries(
                Map.entry("type", "ACT"),
                Map.entry("subject", pending.subject()),
                Map.entry("seq", String.valueOf(head.seq() + 1)),
                Map.entry("prev", head.leafHash()),
                Map.entry("task", pending.taskId()),
                Map.entry("act", pending.act().id()),
                Map.entry("round", String.valueOf(pending.round())),
                Map.entry("step", String.valueOf(pending.step())),
                Map.entry("decision", decision.name()),
                Map.entry("signer", Map.of("person", pending.person().value())),
                Map.entry("signedAt", at.toString())));
    try (UnlockedKey key = keys.unlock(pending.person(), County.SIGNING_PASSWORD)) {
      String signature = Base64.getEncoder().encodeToString(key.sign(Leaf.signingInput(payload)));
      return new SignedAct(
          pending.subject(),
          head.seq() + 1,
          pending.taskId(),
          pending.act().name(),
          pending.round(),
          pending.step(),
          decision.name(),
          pending.person().value(),
          key.keyId(),
          key.alg(),
          payload,
          signature,
          head.leafHash(),
          new Leaf(key.alg(), key.keyId(), payload, signature).hash(),
          at);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
