package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.hazard.Grade;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What is said about a hazard first. */
class HazardHeadTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @Test
  void withAnotherTimeToItEverythingElseIsSaidAsBefore() throws ReflectiveOperationException {
    HazardHead head =
        new HazardHead(
            "YH-990121-20261102-0017",
            "/hazards/YH-990121-20261102-0017",
            Grade.GENERAL,
            true,
            "The exit is blocked.",
            "Unit",
            "Workshop 2",
            "Town",
            "Fire",
            "Worker",
            DAY,
            null,
            2,
            DeadlineChip.ofVoided(),
            true,
            "No exit, but a cupboard.");

    HazardHead later = head.with(DeadlineChip.of(DAY, DAY, 3, false));

    for (RecordComponent component : HazardHead.class.getRecordComponents()) {
      if (!component.getName().equals("chip")) {
        assertThat(component.getAccessor().invoke(later))
            .as(component.getName())
            .isEqualTo(component.getAccessor().invoke(head));
      }
    }
    assertThat(later.chip()).isNotEqualTo(head.chip());
    assertThat(later.ended()).isEqualTo("voided");
  }
}
