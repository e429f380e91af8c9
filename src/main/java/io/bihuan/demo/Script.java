package io.bihuan.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bihuan.people.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code demo/county.json} says. */
record Script(
    String loginPassword,
    String signingPassword,
    List<AreaLine> areas,
    List<DepartmentLine> departments,
    List<UnitLine> units,
    List<PersonLine> persons,
    List<HazardLine> hazards) {
  static Script read() {
    try (InputStream in = Script.class.getResourceAsStream("/demo/county.json")) {
      return JsonMapper.builder().build().readValue(in, Script.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of a town or county; units and departments are called by their names already. */
  String placeName(@Nullable String place) {
    return areas.stream()
        .filter(area -> area.code().equals(place))
        .map(AreaLine::name)
        .findFirst()
        .orElse(place == null ? "" : place);
  }

  record AreaLine(String code, String name) {}

  record DepartmentLine(String name, String area, String prefix, List<String> industries) {}

  record UnitLine(String name, String uscc, String area, String industry) {}

  /**
   * @param place name of the unit or department, or code of the area; null for an administrator
   */
  record PersonLine(
      String account,
      String name,
      @Nullable Role role,
      String title,
      @Nullable String place,
      @Nullable String certificate) {}

  /**
   * @param upTo the act at which the hazard is left standing; null to close it out
   * @param daysAgo when it was found, in days before today
   * @param days the deadline, in days after it was found
   * @param sendBacks how often re-inspection sends it back
   */
  record HazardLine(
      String unit,
      String place,
      String description,
      String category,
      String inspector,
      String second,
      String responsible,
      String measures,
      String standard,
      String basis,
      String account,
      String opinion,
      String objection,
      String before,
      String after,
      int daysAgo,
      int days,
      int sendBacks,
      @Nullable String upTo) {}
}
