package io.bihuan.signing;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.Together;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.OutOfStep;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.workflow.Standing;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 每次签字都要签字密码, and what is signed is what stands there now and was shown. */
@BihuanTest
class SigningPasswordAtEverySigningTest {
  private static final Map<String, Object> AGREED = Map.of("decision", Decision.AGREED.name());

  @Autowired County county;
  @Autowired PendingActs pendingActs;
  @Autowired People people;
  @Autowired Signing signing;
  @Autowired Standing standing;
  @Autowired JdbcTemplate jdbc;

  private Folk folk;
  private HazardNo no;
  private PersonId signer;

  @BeforeEach
  void askTheTownLeader() {
    folk = county.found();
    no = folk.standingAt(Act.ENDORSE);
    signer = folk.townLeader;
  }

  @Test
  void aWrongPasswordSignsNothingAndIsCounted() {
    for (int time = 1; time <= 4; time++) {
      assertRefused(() -> endorse("wrong"))
          .containsExactly("signingPassword refused.signing.password");
      assertThat(people.get(signer).signingFailures()).isEqualTo(time);
    }
    standing.isAt(no, Act.ENDORSE, 1);
  }

  @Test
  void theRightOneEndsTheCount() {
    for (int time = 1; time <= 4; time++) {
      assertRefused(() -> endorse("wrong"))
          .containsExactly("signingPassword refused.signing.password");
    }
    endorse(County.SIGNING_PASSWORD);
    assertThat(people.get(signer).signingFailures()).isZero();
    folk.backward(no);
    for (int time = 1; time <= 4; time++) {
      assertRefused(() -> endorse("wrong"))
          .containsExactly("signingPassword refused.signing.password");
    }
    endorse(County.SIGNING_PASSWORD);
    standing.isAt(no, Act.ISSUE_ORDER, 1);
  }

  @Test
  void theFifthLocksSigningForAQuarterOfAnHour() {
    lock();
    assertRefused(() -> endorse(County.SIGNING_PASSWORD))
        .containsExactly("signingPassword refused.signing.locked");
    standing.isAt(no, Act.ENDORSE, 1);
    minutesPass(14);
    assertRefused(() -> endorse(County.SIGNING_PASSWORD))
        .containsExactly("signingPassword refused.signing.locked");
    minutesPass(1);
    endorse(County.SIGNING_PASSWORD);
    standing.isAt(no, Act.ISSUE_ORDER, 1);
  }

  @Test
  void theLockIsThePersonsOwn() {
    lock();
    HazardNo other = folk.standingAt(Act.ENDORSE);
    standing.isAt(other, Act.ENDORSE, 1);
  }

  /** Eight guesses at once are not five and then a door that opens again. */
  @Test
  void guessingAtTheSameMomentDoesNotUnlock() {
    Together.run(8, i -> assertRefused(() -> endorse("wrong" + i)).hasSize(1));
    assertRefused(() -> endorse(County.SIGNING_PASSWORD))
        .containsExactly("signingPassword refused.signing.locked");
    standing.isAt(no, Act.ENDORSE, 1);
  }

  @Test
  void whoHasNoKeySignsNothing() {
    jdbc.update(
        "update signing_key set revoked_at = enrolled_at where person_id = ?", signer.value());
    assertRefused(() -> endorse(County.SIGNING_PASSWORD))
        .containsExactly("signingPassword refused.signing.notEnrolled");
    standing.isAt(no, Act.ENDORSE, 1);
  }

  @Test
  void aPaperThatReadsDifferentlyNowIsNotSigned() {
    ActRequest request = folk.request(no, Act.ENDORSE, AGREED);
    String shown = signing.preview(folk.as(signer), request).digest();
    jdbc.update("update hazard set place = 'Workshop 3' where no = ?", no.value());
    assertThatThrownBy(() -> signing.sign(folk.as(signer), request, County.SIGNING_PASSWORD, shown))
        .isInstanceOf(OutOfStep.class);
    standing.isAt(no, Act.ENDORSE, 1);
    String now = signing.preview(folk.as(signer), request).digest();
    signing.sign(folk.as(signer), request, County.SIGNING_PASSWORD, now);
    standing.isAt(no, Act.ISSUE_ORDER, 1);
  }

  @Test
  void aFormOfAnotherRoundIsOutOfStep() {
    for (int round : new int[] {-1, 0, 2, Integer.MAX_VALUE}) {
      assertOutOfStep(new ActRequest(no.value(), "endorse", round, null, AGREED, noPhotos()));
    }
    standing.isAt(no, Act.ENDORSE, 1);
  }

  /** Returned and reached again in the same round, it is another act, for another task. */
  @Test
  void aFormOfAnEarlierTimeInTheSameRoundIsOutOfStep() {
    PendingAct earlier = pendingActs.of(no.value()).get(0);
    folk.sign(earlier, Decision.RETURNED);
    folk.forward(no);
    standing.isAt(no, Act.ENDORSE, 1);
    assertOutOfStep(new ActRequest(no.value(), "endorse", 1, earlier.taskId(), AGREED, noPhotos()));
    assertOutOfStep(new ActRequest(no.value(), "endorse", 1, "no such task", AGREED, noPhotos()));
    standing.isAt(no, Act.ENDORSE, 1);
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.County#acts")
  void anActThatIsNotDueIsOutOfStepForEverybody(Act act) {
    if (act == Act.ENDORSE) {
      return;
    }
    assertOutOfStep(new ActRequest(no.value(), act.id(), 1, null, Map.of(), noPhotos()));
    standing.isAt(no, Act.ENDORSE, 1);
  }

  private static List<String> noPhotos() {
    return List.of();
  }

  private void assertOutOfStep(ActRequest request) {
    assertThatThrownBy(() -> signing.sign(folk.as(signer), request, County.SIGNING_PASSWORD, null))
        .isInstanceOf(OutOfStep.class);
  }

  private Receipt endorse(String password) {
    return signing.sign(folk.as(signer), folk.request(no, Act.ENDORSE, AGREED), password, null);
  }

  private void lock() {
    for (int time = 1; time <= 4; time++) {
      assertRefused(() -> endorse("wrong"))
          .containsExactly("signingPassword refused.signing.password");
    }
    assertRefused(() -> endorse("wrong")).containsExactly("signingPassword refused.signing.locked");
  }

  /** The lock ends so many minutes nearer: the same as if they had passed. */
  private void minutesPass(int minutes) {
    OffsetDateTime until =
        people
            .get(signer)
            .signingLockedUntil()
            .minus(Duration.ofMinutes(minutes))
            .atOffset(ZoneOffset.UTC);
    jdbc.update("update person set signing_locked_until = ? where id = ?", until, signer.value());
  }
}
