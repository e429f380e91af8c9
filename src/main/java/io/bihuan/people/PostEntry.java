package io.bihuan.people;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 任免记录: who gave or took which post when. It is written once and never changed.
 *
 * @param role a {@link Role}, or {@link #ADMINISTRATOR}
 * @param by null where the product itself entered somebody
 */
public record PostEntry(
    Instant at,
    Kind kind,
    @Nullable String postId,
    PersonId personId,
    String role,
    @Nullable String title,
    @Nullable String place,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    @Nullable PersonId by) {
  /** No role of the loop: an administrator signs nothing. */
  public static final String ADMINISTRATOR = "ADMINISTRATOR";

  /** What was done. */
  public enum Kind {
    PROPOSED,
    APPOINTED,
    DECLINED,
    ENDED
  }

  static PostEntry of(Instant at, Kind kind, Post post, @Nullable PersonId by) {
    return new PostEntry(
        at,
        kind,
        post.id(),
        post.personId(),
        post.role().name(),
        post.title(),
        post.place(),
        post.validFrom(),
        post.validTo(),
        by);
  }

  static PostEntry ofAdministrator(Instant at, Kind kind, PersonId person, @Nullable PersonId by) {
    return new PostEntry(at, kind, null, person, ADMINISTRATOR, null, null, null, null, by);
  }
}
