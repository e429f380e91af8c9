package io.bihuan.people;

import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 任免: who gets a post, who gave it, who took it. No administrator gives one alone where there is a
 * second, none gives one to himself, and whoever administers the people signs nothing (三员分立).
 */
@Service
@Transactional
public class Appointments {
  private final PeopleMapper people;
  private final PostMapper posts;
  private final AccountMapper accounts;
  private final Clock clock;

  Appointments(PeopleMapper people, PostMapper posts, AccountMapper accounts, Clock clock) {
    this.people = people;
    this.posts = posts;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Whether a post given now holds at once: nobody is there to confirm it. */
  public boolean isAlone(PersonId administrator) {
    return accounts.administrators().stream().allMatch(administrator::equals);
  }

  /**
   * Gives a post as an administrator does: proposed, or held at once while he is the only one.
   *
   * @return whether it holds already
   */
  public boolean grant(
      PersonId by,
      PersonId person,
      Role role,
      String title,
      String place,
      LocalDate from,
      LocalDate to) {
    if (by.equals(person)) {
      throw Refused.because("staffNo", "refused.post.self");
    }
    Post post = checked(person, role, title, place, from, to);
    if (isAlone(by)) {
      insert(post, by);
      return true;
    }
    posts.insertProposed(ProposedPost.of(post, by, now()));
    posts.enter(PostEntry.of(now(), PostEntry.Kind.PROPOSED, post, by));
    return false;
  }

  /** Gives a post without asking who gives it; not for an administrator's page. */
  Post appoint(
      PersonId person, Role role, String title, String place, LocalDate from, LocalDate to) {
    Post post = checked(person, role, title, place, from, to);
    insert(post, null);
    return post;
  }

  public List<ProposedPost> proposed() {
    return posts.proposed();
  }

  public List<ProposedPost> proposed(PersonId person) {
    return posts.proposedOf(person);
  }

  /** From now on it holds. */
  public void confirm(PersonId by, String id) {
    ProposedPost proposed = open(id);
    if (by.equals(proposed.proposedBy()) || by.equals(proposed.personId())) {
      throw Refused.because("", "refused.post.own");
    }
    requireNoAdministrator(proposed.personId());
    posts.settle(id, by, now(), true);
    insert(proposed.post(), by);
  }

  /** All that one administrator has proposed up to a moment: what the other one has seen. */
  public int confirmAll(PersonId by, PersonId proposedBy, Instant until) {
    List<ProposedPost> seen =
        posts.proposed().stream()
            .filter(p -> p.proposedBy().equals(proposedBy) && !p.proposedAt().isAfter(until))
            .toList();
    seen.forEach(proposed -> confirm(by, proposed.id()));
    return seen.size();
  }

  /** It never holds. Its proposer may take it back, too. */
  public void decline(PersonId by, String id) {
    ProposedPost proposed = open(id);
    posts.settle(id, by, now(), false);
    posts.enter(PostEntry.of(now(), PostEntry.Kind.DECLINED, proposed.post(), by));
  }

  /** Ends a post yesterday: from today on its holder may not sign in it. */
  public void end(@Nullable PersonId by, String postId) {
    Post post = posts.find(postId).orElseThrow(() -> Refused.because("", "refused.post.unknown"));
    LocalDate yesterday = LocalDate.now(clock).minusDays(1);
    if (posts.end(postId, yesterday) == 0) {
      return;
    }
    Post ended =
        new Post(
            post.id(),
            post.personId(),
            post.role(),
            post.title(),
            post.unitId(),
            post.departmentId(),
            post.areaCode(),
            post.validFrom(),
            yesterday);
    posts.enter(PostEntry.of(now(), PostEntry.Kind.ENDED, ended, by));
  }

  /** 任免记录 of a person, newest first. */
  public List<PostEntry> entries(PersonId person) {
    return posts.entries(person);
  }

  private ProposedPost open(String id) {
    return posts.lockProposed(id).orElseThrow(() -> Refused.because("", "refused.post.settled"));
  }

  private void insert(Post post, @Nullable PersonId by) {
    posts.insert(post);
    posts.enter(PostEntry.of(now(), PostEntry.Kind.APPOINTED, post, by));
  }

  private Post checked(
      PersonId person, Role role, String title, String place, LocalDate from, LocalDate to) {
    boolean atUnit = people.unit(place).isPresent();
    boolean atDepartment = people.department(place).isPresent();
    boolean inArea = people.area(place).isPresent();
    boolean fits =
        role.isOfUnit()
            ? atUnit
            : role.isOfDepartment()
                ? atDepartment
                : role.isOfArea() ? inArea : atDepartment || inArea;
    new Refusals()
        .addIf(!fits, "place", "refused.post.place")
        .addIf(to.isBefore(from), "validTo", "refused.period")
        .addIf(
            role == Role.SUPERVISOR && to.isAfter(from.plusYears(1)),
            "validTo",
            "refused.post.year")
        .throwIfAny();
    requireNoAdministrator(person);
    return new Post(
        UUID.randomUUID().toString(),
        person,
        role,
        title,
        atUnit ? place : null,
        atDepartment ? place : null,
        atUnit || atDepartment ? null : place,
        from,
        to);
  }

  /** Locks the person first: nobody becomes administrator meanwhile. */
  private void requireNoAdministrator(PersonId person) {
    people.lockPerson(person);
    if (accounts.isAdministrator(person)) {
      throw Refused.because("staffNo", "refused.post.administrator");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
