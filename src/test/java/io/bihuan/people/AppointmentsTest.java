package io.bihuan.people;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bihuan.BihuanTest;
import io.bihuan.Codes;
import io.bihuan.County;
import io.bihuan.TestDatabase;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** R9: who gives posts has none, gives none to himself, and gives none alone. */
@BihuanTest
class AppointmentsTest {
  @Autowired private People people;
  @Autowired private Accounts accounts;
  @Autowired private Appointments appointments;
  @Autowired private Hazards hazards;
  @Autowired private PendingActs pendingActs;
  @Autowired private County county;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private Clock clock;

  private County.Folk folk;
  private LocalDate today;
  private LocalDate from;
  private LocalDate to;

  @BeforeEach
  void found() {
    folk = county.found();
    today = LocalDate.now(clock);
    from = today.minusDays(10);
    to = today.plusYears(3);
  }

  @Test
  void anOnlyAdministratorAppointsAtOnce() {
    PersonId only = onlyAdministrator("only");
    PersonId clerk = clerk("clerk");

    assertThat(appointments.isAlone(only)).isTrue();
    assertThat(grant(only, clerk)).isTrue();
    assertThat(people.holds(clerk, Role.EMPLOYEE)).isTrue();
  }

  @Test
  void whatOneOfTwoProposesHasNoForceBeforeTheOtherConfirmsIt() {
    PersonId one = administrator("one");
    PersonId two = administrator("two");
    PersonId clerk = clerk("clerk");

    assertThat(grant(one, clerk)).isFalse();
    assertThat(people.posts(clerk)).isEmpty();
    assertThat(people.ofUnit(folk.unit.id())).extracting(Person::id).doesNotContain(clerk);

    String proposed = appointments.proposed(clerk).get(0).id();
    assertRefused(() -> appointments.confirm(one, proposed)).containsExactly(" refused.post.own");
    assertThat(people.posts(clerk)).isEmpty();

    appointments.confirm(two, proposed);
    assertThat(people.holds(clerk, Role.EMPLOYEE)).isTrue();
    assertThat(appointments.proposed(clerk)).isEmpty();
    assertRefused(() -> appointments.confirm(two, proposed))
        .containsExactly(" refused.post.settled");
  }

  @Test
  void whatIsDeclinedNeverHolds() {
    PersonId one = administrator("one");
    PersonId two = administrator("two");
    PersonId clerk = clerk("clerk");
    grant(one, clerk);
    String proposed = appointments.proposed(clerk).get(0).id();

    appointments.decline(two, proposed);

    assertThat(people.posts(clerk)).isEmpty();
    assertRefused(() -> appointments.confirm(two, proposed))
        .containsExactly(" refused.post.settled");
  }

  @Test
  void onlyWhatWasThereToSeeIsConfirmedWithTheRest() {
    PersonId one = administrator("one");
    PersonId two = administrator("two");
    PersonId clerk = clerk("clerk");
    grant(one, clerk);
    Instant seen = appointments.proposed(clerk).get(0).proposedAt();

    assertThat(appointments.confirmAll(two, one, seen.minusMillis(1))).isZero();
    assertThat(appointments.confirmAll(two, one, seen)).isOne();
    assertThat(people.holds(clerk, Role.EMPLOYEE)).isTrue();
  }

  @Test
  void nobodyGivesHimselfAPost() {
    PersonId one = administrator("one");

    assertRefused(() -> grant(one, one)).containsExactly("staffNo refused.post.self");
  }

  @Test
  void anAdministratorGetsNoPost() {
    PersonId one = administrator("one");
    PersonId two = administrator("two");

    assertRefused(() -> grant(one, two)).containsExactly("staffNo refused.post.administrator");
    assertRefused(() -> people.appoint(two, Role.EMPLOYEE, "fitter", folk.unit.id(), from, to))
        .containsExactly("staffNo refused.post.administrator");
  }

  @Test
  void whoHoldsAPostDoesNotBecomeAdministrator() {
    PersonId one = administrator("one");

    assertRefused(() -> accounts.openAdministrator(one, "a" + folk.code, folk.worker))
        .containsExactly("staffNo refused.administrator.posts");
    assertRefused(() -> accounts.open("a" + folk.code, folk.worker, true, County.LOGIN_PASSWORD))
        .containsExactly("staffNo refused.administrator.posts");
    people.posts(folk.worker).forEach(post -> appointments.end(one, post.id()));
    assertThat(accounts.openAdministrator(one, "a" + folk.code, folk.worker)).isNotNull();
  }

  @Test
  void whoIsToGetAPostDoesNotBecomeAdministratorMeanwhile() {
    PersonId one = administrator("one");
    administrator("two");
    PersonId clerk = clerk("clerk");
    grant(one, clerk);

    assertRefused(() -> accounts.openAdministrator(one, "a" + folk.code, clerk))
        .containsExactly("staffNo refused.administrator.posts");
  }

  @Test
  void aFurtherAdministratorIsNoneBeforeTheOtherConfirmsHim() {
    PersonId one = administrator("one");
    PersonId two = administrator("two");
    PersonId clerk = clerk("clerk");

    assertThat(accounts.openAdministrator(one, "c" + folk.code, clerk).enabled()).isFalse();
    assertThat(accounts.find("c" + folk.code).orElseThrow().enabled()).isFalse();
    assertRefused(() -> grant(one, clerk)).containsExactly("staffNo refused.post.administrator");
    assertRefused(() -> accounts.confirmAdministrator(one, "c" + folk.code))
        .containsExactly(" refused.post.own");
    assertRefused(() -> accounts.enable(two, "c" + folk.code, true))
        .containsExactly(" refused.account.administrator");

    accounts.confirmAdministrator(two, "c" + folk.code);
    assertThat(accounts.find("c" + folk.code).orElseThrow().enabled()).isTrue();
  }

  @Test
  void nobodyMakesHimselfAnotherAdministratorOrShutsHimselfOut() {
    PersonId one = administrator("one");

    assertRefused(() -> accounts.openAdministrator(one, "x" + folk.code, one))
        .containsExactly("staffNo refused.post.self");
    assertRefused(() -> accounts.enable(one, "one" + folk.code, false))
        .containsExactly(" refused.account.own");
  }

  @Test
  void everyPostGivenAndEndedIsKept() {
    PersonId one = administrator("one");
    PersonId two = administrator("two");
    PersonId clerk = clerk("clerk");
    grant(one, clerk);
    appointments.confirm(two, appointments.proposed(clerk).get(0).id());
    appointments.end(two, people.posts(clerk).get(0).id());

    List<PostEntry> entries = appointments.entries(clerk);
    assertThat(entries)
        .extracting(entry -> entry.kind() + " " + entry.by())
        .containsExactly("ENDED " + two, "APPOINTED " + two, "PROPOSED " + one);
    assertThat(entries).allSatisfy(entry -> assertThat(entry.role()).isEqualTo("EMPLOYEE"));
    assertThat(entries.get(0).validTo()).isBefore(entries.get(1).validTo());
  }

  /** Also on its first day, and before it. */
  @Test
  void aPostThatIsEndedHoldsNoMore() {
    PersonId one = administrator("one");
    PersonId clerk = clerk("clerk");
    String now = people.appoint(clerk, Role.EMPLOYEE, "x", folk.unit.id(), today, to).id();
    String later =
        people.appoint(clerk, Role.EMPLOYEE, "x", folk.unit.id(), today.plusDays(5), to).id();

    appointments.end(one, now);
    appointments.end(one, later);

    assertThat(people.posts(clerk)).noneMatch(post -> post.holdsOn(today));
    assertThat(people.posts(clerk)).noneMatch(post -> post.holdsOn(today.plusDays(6)));
    assertThat(accounts.openAdministrator(one, "a" + folk.code, clerk)).isNotNull();
    assertRefused(() -> appointments.end(one, "no such post"))
        .containsExactly(" refused.post.unknown");
  }

  @Test
  void theRecordOfPostsOnlyGrows() {
    for (String sql :
        List.of("update ledger.post_entry set role = 'X'", "delete from ledger.post_entry")) {
      assertThatThrownBy(() -> jdbc.update(sql)).isNotNull();
    }
  }

  /** Not even whoever owns the tables lets a proposer confirm himself. */
  @Test
  void theDatabaseWantsASecondPerson() throws SQLException {
    PersonId one = administrator("one");
    administrator("two");
    PersonId clerk = clerk("clerk");
    grant(one, clerk);

    try (Connection owner = TestDatabase.connectAsOwner();
        Statement statement = owner.createStatement()) {
      assertThatThrownBy(
              () ->
                  statement.executeUpdate(
                      "update bihuan.proposed_post set confirmed = true, settled_by = proposed_by"
                          + " where person_id = '"
                          + clerk
                          + "'"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void aSupervisorIsAssignedAnAreaForAYearAndNoLonger() {
    PersonId looks = clerk("looks");

    assertRefused(() -> people.appoint(looks, Role.SUPERVISOR, "x", folk.department, from, from))
        .containsExactly("place refused.post.place");
    assertRefused(
            () ->
                people.appoint(
                    looks, Role.SUPERVISOR, "x", folk.code, from, from.plusYears(1).plusDays(1)))
        .containsExactly("validTo refused.post.year");
    assertThat(
            people
                .appoint(looks, Role.SUPERVISOR, "x", folk.code, from, from.plusYears(1))
                .areaCode())
        .isEqualTo(folk.code);
  }

  @Test
  void aSupervisorSeesEveryHazardOfHisAreaAndHoldsNone() {
    PersonId looks = folk.person("looks", Role.INSPECTOR, folk.department);
    people.posts(looks).forEach(post -> people.endPost(post.id()));
    people.appoint(looks, Role.SUPERVISOR, "x", folk.code, today, today.plusYears(1));
    HazardNo no = folk.standingAt(Act.SELF_CHECK);

    assertThat(hazards.getVisible(no.value(), looks).no()).isEqualTo(no);
    assertThat(pendingActs.of(no.value())).extracting(PendingAct::person).doesNotContain(looks);
  }

  @Test
  void anExpertBelongsToADepartmentOrToAnArea() {
    PersonId expert = clerk("adviser");

    assertThat(
            people.appoint(expert, Role.EXPERT, "fire", folk.department, from, to).departmentId())
        .isEqualTo(folk.department);
    assertThat(people.appoint(expert, Role.EXPERT, "fire", folk.town, from, to).areaCode())
        .isEqualTo(folk.town);
    assertRefused(() -> people.appoint(expert, Role.EXPERT, "fire", folk.unit.id(), from, to))
        .containsExactly("place refused.post.place");
  }

  @Test
  void aUnitHasACodeOfItsOwn() {
    Uscc code = Codes.next();
    Unit unit = people.addUnit("Coded " + folk.code, code, folk.town, "food");

    assertThat(people.unitCoded(code)).contains(unit);
    assertRefused(() -> people.addUnit("Other " + folk.code, code, folk.town, "food"))
        .containsExactly("uscc refused.uscc.taken");
    assertRefused(() -> people.addUnit("Coded " + folk.code, Codes.next(), folk.town, "food"))
        .containsExactly("name refused.taken");
    assertRefused(() -> people.giveCode(unit.id(), Codes.next()))
        .containsExactly("uscc refused.uscc.given");
  }

  @Test
  void aUnitOfTheFirstReleaseGetsItsCodeLater() {
    String id = folk.anotherUnit();
    jdbc.update("update unit set uscc = null where id = ?", id);
    Uscc code = Codes.next();

    people.giveCode(id, code);

    assertThat(people.unit(id).orElseThrow().uscc()).isEqualTo(code.value());
  }

  private boolean grant(PersonId by, PersonId person) {
    return appointments.grant(by, person, Role.EMPLOYEE, "fitter", folk.unit.id(), from, to);
  }

  private PersonId clerk(String name) {
    return people.addPerson(name, name + folk.code);
  }

  private PersonId administrator(String name) {
    PersonId person = clerk(name);
    accounts.open(name + folk.code, person, true, County.LOGIN_PASSWORD);
    return person;
  }

  /** Tests share their database, and each has administrators of its own. */
  private PersonId onlyAdministrator(String name) {
    PersonId only = administrator(name);
    accounts.all().stream()
        .filter(account -> account.administrator() && account.enabled())
        .filter(account -> !account.personId().equals(only))
        .forEach(account -> accounts.enable(only, account.username(), false));
    return only;
  }
}
