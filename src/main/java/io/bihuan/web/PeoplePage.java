package io.bihuan.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 人员和单位, as an administrator sees them.
 *
 * @param words what was searched for
 * @param proposals posts that wait for a second administrator, the oldest of them
 * @param alone whether there is no second administrator who could confirm anything
 * @param open which form stands open, or empty
 * @param choices by field name: area, industry, role
 * @param password the one-time password of the account just made, shown once
 */
public record PeoplePage(
    String words,
    Some<Person> persons,
    Some<Unit> units,
    List<Area> areas,
    List<Department> departments,
    List<Proposal> proposals,
    List<Proposer> proposers,
    List<ProposedAdministrator> administrators,
    boolean alone,
    Map<String, List<Choice>> choices,
    String open,
    Filled form,
    @Nullable String password) {

  /** One page of many lines. */
  public record Some<T>(List<T> lines, int total, int number, int last) {}

  /** 属地. */
  public record Area(String code, String name) {}

  /** 部门, with the industries and the area it supervises. */
  public record Department(String name, String area, String industries) {}

  /** 企业. */
  public record Unit(
      String name,
      @Nullable String uscc,
      String area,
      String industry,
      @Nullable String legalRep) {}

  /** A person with posts, certificate and accounts. */
  public record Person(
      String id,
      String name,
      String staffNo,
      String organisation,
      String posts,
      String accounts,
      boolean keyed,
      @Nullable String certificate,
      @Nullable LocalDate validUntil,
      boolean expired) {}

  /** A post that has no force yet; {@code own} if whoever looks at it proposed it. */
  public record Proposal(
      String id,
      String name,
      String staffNo,
      String role,
      String title,
      String place,
      LocalDate validFrom,
      LocalDate validTo,
      String proposer,
      boolean own) {}

  /** Who has proposed how many; {@code until} is the moment of the latest of them. */
  public record Proposer(String person, String name, int count, String until, boolean own) {}

  /** An administrator who is none yet. */
  public record ProposedAdministrator(String username, String name, String proposer, boolean own) {}
}
