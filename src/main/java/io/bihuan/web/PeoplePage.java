package io.bihuan.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The administrator's minimal page.
 *
 * @param open which form stands open: area, department, unit, person, post, certificate, account or
 *     empty
 * @param choices by field name: area, industry, person, role, place (a unit, department or area)
 * @param password the one-time password of the account just made, shown once
 */
public record PeoplePage(
    List<Area> areas,
    List<Department> departments,
    List<Unit> units,
    List<Person> persons,
    Map<String, List<Choice>> choices,
    String open,
    Filled form,
    @Nullable String password) {

  /** 属地. */
  public record Area(String code, String name) {}

  /** 部门, with the industries and the area it supervises. */
  public record Department(String name, String area, String industries) {}

  /** 企业. */
  public record Unit(String name, String area, String industry, @Nullable String legalRep) {}

  /** A person with posts, certificate and account. */
  public record Person(
      String name,
      String organisation,
      String posts,
      @Nullable String account,
      boolean keyed,
      @Nullable String certificate,
      @Nullable LocalDate validUntil,
      boolean expired) {}
}
