package io.bihuan.people;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 待确认的岗位: one administrator proposes it, and it has no force before another one confirms it.
 *
 * @param id becomes that of the post
 */
public record ProposedPost(
    String id,
    PersonId personId,
    Role role,
    String title,
    @Nullable String unitId,
    @Nullable String departmentId,
    @Nullable String areaCode,
    LocalDate validFrom,
    LocalDate validTo,
    PersonId proposedBy,
    Instant proposedAt) {
  static ProposedPost of(Post post, PersonId by, Instant at) {
    return new ProposedPost(
        post.id(),
        post.personId(),
        post.role(),
        post.title(),
        post.unitId(),
        post.departmentId(),
        post.areaCode(),
        post.validFrom(),
        post.validTo(),
        by,
        at);
  }

  /** As it will hold. */
  public Post post() {
    return new Post(id, personId, role, title, unitId, departmentId, areaCode, validFrom, validTo);
  }
}
