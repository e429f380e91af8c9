package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Holders;
import io.bihuan.hazard.Origin;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.people.SigningKeys;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Leaf;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.workflow.EngineRows.OpenTask;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Where a hazard stands, told by four witnesses that must agree: row, token, pending, ledger. */
@Component
public class Standing {
  private final Hazards hazards;
  private final Holders holders;
  private final PendingActs pendingActs;
  private final Ledger ledger;
  private final SigningKeys keys;
  private final EngineRows engine;

  Standing(
      Hazards hazards,
      Holders holders,
      PendingActs pendingActs,
      Ledger ledger,
      SigningKeys keys,
      EngineRows engine) {
    this.hazards = hazards;
    this.holders = holders;
    this.pendingActs = pendingActs;
    this.ledger = ledger;
    this.keys = keys;
    this.engine = engine;
  }

  public void isAt(HazardNo no, Act act, int round) {
    Hazard hazard = hazards.get(no);
    assertThat(hazard.act()).isEqualTo(act);
    assertThat(hazard.round()).isEqualTo(round);
    agrees(no);
  }

  public void isClosedOut(HazardNo no) {
    assertThat(hazards.get(no).isClosedOut()).isTrue();
    agrees(no);
  }

  /** All four, whatever they say. */
  public void agrees(HazardNo no) {
    Hazard hazard = hazards.get(no);
    List<PendingAct> pending = pendingActs.of(no.value());
    tokenAgrees(hazard, pending);
    ledgerAgrees(hazard, pending);
    chainHolds(no);
  }

  private void tokenAgrees(Hazard hazard, List<PendingAct> pending) {
    String key = hazard.no().value();
    List<String> instances = engine.instances(key);
    assertThat(instances).hasSize(hazard.isClosedOut() ? 0 : 1);
    List<OpenTask> open = engine.tasks(key);
    assertThat(open)
        .extracting(OpenTask::id)
        .containsExactlyInAnyOrderElementsOf(pending.stream().map(PendingAct::taskId).toList());
    for (PendingAct one : pending) {
      assertThat(one.act()).isEqualTo(hazard.act());
      assertThat(one.step()).isEqualTo(hazard.step());
      assertThat(one.round()).isEqualTo(hazard.round());
      assertThat(open)
          .filteredOn(task -> task.id().equals(one.taskId()))
          .allSatisfy(
              task -> {
                assertThat(task.act()).isEqualTo(one.act().id());
                assertThat(task.assignee()).isEqualTo(one.person().value());
                assertThat(task.execution()).isEqualTo(one.executionId());
              });
    }
    for (String instance : instances) {
      assertThat(engine.nodes(instance))
          .isNotEmpty()
          .containsOnly(Objects.requireNonNull(hazard.act()).id());
      assertThat(engine.variables(instance))
          .isSubsetOf(
              "loopCounter", "nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances");
    }
  }

  /** What was signed, played through the table of acts, leads to where the row stands. */
  private void ledgerAgrees(Hazard hazard, List<PendingAct> pending) {
    Map<Integer, List<SignedAct>> steps = new LinkedHashMap<>();
    for (SignedAct signed : ledger.of(hazard.no().value())) {
      steps.computeIfAbsent(signed.step(), step -> new ArrayList<>()).add(signed);
    }
    Act act =
        hazard.origin() == Origin.INSPECTED || hazard.origin() == Origin.REOPENED
            ? Act.DETERMINE
            : Act.REGISTER;
    int step = 1;
    int round = 1;
    int signedHere = 0;
    for (Map.Entry<Integer, List<SignedAct>> entry : steps.entrySet()) {
      assertThat(entry.getKey()).isEqualTo(step);
      assertThat(act).isNotNull();
      for (SignedAct signed : entry.getValue()) {
        assertThat(signed.act()).isEqualTo(act.name());
        assertThat(signed.round()).isEqualTo(round);
      }
      assertThat(entry.getValue()).extracting(SignedAct::signerId).doesNotHaveDuplicates();
      signedHere = entry.getValue().size();
      int wanted = holders.signers(hazard, act);
      assertThat(signedHere).isLessThanOrEqualTo(wanted);
      if (signedHere == wanted) {
        boolean backward =
            entry.getValue().stream()
                .anyMatch(signed -> Decision.valueOf(signed.decision()).isBackward());
        round += act.opensRound(backward) ? 1 : 0;
        act = hazard.route().after(act, backward).orElse(null);
        step++;
        signedHere = 0;
      }
    }
    assertThat(hazard.act()).isEqualTo(act);
    assertThat(hazard.step()).isEqualTo(step);
    assertThat(hazard.round()).isEqualTo(round);
    assertThat(pending).hasSize(act == null ? 0 : holders.signers(hazard, act) - signedHere);
    List<String> signers =
        steps.getOrDefault(step, List.of()).stream().map(SignedAct::signerId).toList();
    assertThat(pending).extracting(one -> one.person().value()).noneMatch(signers::contains);
  }

  /** Each act is recomputed from its stored bytes and names the one before. */
  public void chainHolds(HazardNo no) {
    String before = SignedAct.NO_ACT_BEFORE;
    int seq = 0;
    for (SignedAct signed : ledger.of(no.value())) {
      Leaf leaf = new Leaf(signed.alg(), signed.keyId(), signed.payload(), signed.signature());
      Map<String, ?> payload = CanonicalJson.read(signed.payload());
      assertThat(signed.seq()).isEqualTo(++seq);
      assertThat(signed.prevHash()).isEqualTo(before);
      assertThat(signed.leafHash()).isEqualTo(leaf.hash());
      assertThat(payload.get("prev")).isEqualTo(before);
      assertThat(payload.get("seq")).isEqualTo(String.valueOf(seq));
      assertThat(payload.get("subject")).isEqualTo(no.value());
      assertThat(payload.get("task")).isEqualTo(signed.taskId());
      assertThat(payload.get("act")).isEqualTo(Act.valueOf(signed.act()).id());
      assertThat(payload.get("step")).isEqualTo(String.valueOf(signed.step()));
      assertThat(payload.get("round")).isEqualTo(String.valueOf(signed.round()));
      assertThat(payload.get("decision")).isEqualTo(signed.decision());
      assertThat(((Map<?, ?>) Objects.requireNonNull(payload.get("signer"))).get("person"))
          .isEqualTo(signed.signerId());
      assertThat(keys.find(signed.keyId()))
          .hasValueSatisfying(
              key -> {
                assertThat(key.personId()).isEqualTo(signed.signerId());
                assertThat(
                        key.verifies(
                            leaf.signingInput(), Base64.getDecoder().decode(signed.signature())))
                    .isTrue();
              });
      before = signed.leafHash();
    }
  }
}
