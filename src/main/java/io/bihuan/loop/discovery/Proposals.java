package io.bihuan.loop.discovery;

import io.bihuan.hazard.HazardNo;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/**
 * What an imported register already said about the four determinations: a start, never a decision.
 */
@Mapper
public interface Proposals {
  record Proposal(
      HazardNo hazardNo,
      @Nullable String measures,
      @Nullable String standard,
      @Nullable LocalDate deadline,
      @Nullable String responsibleName,
      @Nullable String secondInspectorName) {}

  @Insert(
      """
      insert into imported_proposal (
        hazard_no, measures, standard, deadline, responsible_name, second_inspector_name)
      values (
        #{hazardNo}, #{measures}, #{standard}, #{deadline}, #{responsibleName},
        #{secondInspectorName})
      """)
  void insert(Proposal proposal);

  @Select(
      """
      select hazard_no, measures, standard, deadline, responsible_name, second_inspector_name
        from imported_proposal where hazard_no = #{no}
      """)
  Optional<Proposal> find(HazardNo no);
}
