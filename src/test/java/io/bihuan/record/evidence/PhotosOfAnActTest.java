package io.bihuan.record.evidence;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.Together;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Route;
import io.bihuan.people.PersonId;
import io.bihuan.refusal.Refused;
import io.bihuan.workflow.Standing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 照片为证: one's own, taken for this, used once. */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class PhotosOfAnActTest {
  private static final Map<String, Object> RECTIFIED =
      Map.of("decision", "AGREED", "account", "Cleared.");
  private static final Map<String, Object> CURED = Map.of("decision", "PASSED", "opinion", "Seen.");

  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired PendingActs pendingActs;
  @Autowired Evidence evidence;
  @Autowired Standing standing;

  private Folk folk;

  @BeforeAll
  void foundTheCounty() {
    folk = county.found();
  }

  @Test
  void aRectificationIsShown() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    assertRefused(() -> folk.sign(folk.worker, no, Act.RECTIFY, RECTIFIED))
        .containsExactly("evidence refused.evidence.missing");
    standing.isAt(no, Act.RECTIFY, 1);
  }

  @Test
  void eachInspectorWasThereHimselfWhateverHeFound() {
    HazardNo no = folk.standingAt(Act.REINSPECT);
    for (PersonId inspector : List.of(folk.inspector, folk.colleague)) {
      for (String decision : List.of("PASSED", "SENT_BACK")) {
        Map<String, Object> form =
            new HashMap<>(folk.form(hazards.get(no), Act.REINSPECT, Decision.valueOf(decision)));
        assertRefused(() -> folk.sign(inspector, no, Act.REINSPECT, form))
            .containsExactly("evidence refused.evidence.missing");
      }
      String of = county.photo(inspector.equals(folk.inspector) ? folk.colleague : folk.inspector);
      assertRefused(() -> folk.sign(inspector, no, Act.REINSPECT, CURED, of))
          .containsExactly("evidence refused.evidence.unknown");
    }
    standing.isAt(no, Act.REINSPECT, 1);
  }

  @Test
  void thePhotoBeforeIsNotThePhotoAfter() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    Photo before = evidence.of(no.value()).get(0);
    assertRefused(() -> folk.sign(folk.worker, no, Act.RECTIFY, RECTIFIED, before.id()))
        .containsExactly("evidence refused.evidence.unknown");
    String again = upload(bytesOf(before), folk.worker);
    assertRefused(() -> folk.sign(folk.worker, no, Act.RECTIFY, RECTIFIED, again))
        .containsExactly("evidence refused.evidence.reused");
    standing.isAt(no, Act.RECTIFY, 1);
  }

  @Test
  void aPhotoThatWasEvidenceOnceIsNoneAgainForAnybodyAnywhere() {
    HazardNo first = folk.standingAt(Act.CLOSE_OUT);
    Folk elsewhere = county.found();
    HazardNo second = elsewhere.standingAt(Act.RECTIFY);
    for (Photo used : evidence.of(first.value())) {
      String again = upload(bytesOf(used), elsewhere.worker);
      assertRefused(() -> elsewhere.sign(elsewhere.worker, second, Act.RECTIFY, RECTIFIED, again))
          .containsExactly("evidence refused.evidence.reused");
    }
    standing.isAt(second, Act.RECTIFY, 1);
  }

  @Test
  void anothersPhotoIsNotOnesOwn() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    String others = county.photo(folk.legalRep);
    assertRefused(() -> folk.sign(folk.worker, no, Act.RECTIFY, RECTIFIED, others))
        .containsExactly("evidence refused.evidence.unknown");
    standing.isAt(no, Act.RECTIFY, 1);
    assertThat(evidence.find(others)).map(Photo::subject).isEmpty();
  }

  @Test
  void onePhotoSentTwiceIsOne() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    byte[] bytes = County.aPhoto();
    String one = upload(bytes, folk.worker);
    String same = upload(bytes, folk.worker);
    folk.sign(folk.worker, no, Act.RECTIFY, RECTIFIED, one, same, one);
    standing.isAt(no, Act.SELF_CHECK, 1);
    assertThat(evidence.of(no.value()))
        .extracting(Photo::kind)
        .containsExactlyInAnyOrder(Photo.Kind.BEFORE, Photo.Kind.AFTER);
  }

  @Test
  void aReturnShowsNothingThatWasDone() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    Map<String, Object> returned = Map.of("decision", "RETURNED", "account", "Not our building.");
    String photo = county.photo(folk.worker);
    assertRefused(() -> folk.sign(folk.worker, no, Act.RECTIFY, returned, photo))
        .containsExactly("evidence refused.evidence.returned");
    folk.sign(folk.worker, no, Act.RECTIFY, returned);
    folk.driveTo(no, Act.RECTIFY);
    folk.sign(folk.worker, no, Act.RECTIFY, RECTIFIED, photo);
    assertThat(evidence.of(no.value()))
        .filteredOn(each -> each.kind() == Photo.Kind.AFTER)
        .extracting(Photo::id)
        .containsExactly(photo);
  }

  @Test
  void anActTakesNoMorePhotosThanAnybodyLooksAt() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    String[] many = Collections.nCopies(51, county.photo(folk.worker)).toArray(String[]::new);
    assertRefused(() -> folk.sign(folk.worker, no, Act.RECTIFY, RECTIFIED, many))
        .containsExactly("evidence refused.evidence.tooMany");
  }

  @ParameterizedTest
  @MethodSource("actsThatShowNothing")
  void anActThatShowsNothingTakesNoPhotos(Act act) {
    HazardNo no = folk.standingAt(act);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    String photo = county.photo(pending.person());
    Map<String, Object> form = folk.form(hazards.get(no), act, County.forwardOf(act));
    assertRefused(() -> folk.sign(pending.person(), no, act, form, photo))
        .containsExactly("evidence refused.evidence.unwanted");
    standing.isAt(no, act, 1);
  }

  static Stream<Act> actsThatShowNothing() {
    return Route.GENERAL.acts().stream()
        .filter(act -> !Set.of(Act.REGISTER, Act.RECTIFY, Act.REINSPECT).contains(act));
  }

  @Test
  void theSamePhotoUsedForTwoHazardsAtTheSameMomentIsEvidenceForOne() {
    for (int time = 0; time < 5; time++) {
      List<HazardNo> nos = List.of(folk.standingAt(Act.RECTIFY), folk.standingAt(Act.RECTIFY));
      byte[] bytes = County.aPhoto();
      List<String> photos = List.of(upload(bytes, folk.worker), upload(bytes, folk.worker));
      List<Boolean> signed =
          Together.call(
              2,
              who -> {
                try {
                  folk.sign(folk.worker, nos.get(who), Act.RECTIFY, RECTIFIED, photos.get(who));
                  return true;
                } catch (Refused reused) {
                  assertThat(reused).hasMessageContaining("refused.evidence.reused");
                  return false;
                }
              });
      assertThat(signed).containsExactlyInAnyOrder(true, false);
      for (int who = 0; who < 2; who++) {
        standing.isAt(nos.get(who), signed.get(who) ? Act.SELF_CHECK : Act.RECTIFY, 1);
      }
    }
  }

  private String upload(byte[] bytes, PersonId by) {
    return evidence.add("photo.png", new ByteArrayInputStream(bytes), by).id();
  }

  private byte[] bytesOf(Photo photo) {
    try {
      return Files.readAllBytes(evidence.original(photo));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
