package io.bihuan.loop.assignment;

import io.bihuan.hazard.HazardNo;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface GradingMapper {
  /** A clause as its row has it. */
  record ClauseRow(
      String id,
      String documentCode,
      String document,
      String issuingNo,
      String clause,
      String words,
      LocalDate validFrom,
      LocalDate validTo,
      String source) {}

  @Insert(
      """
      insert into grading (
        hazard_no, seq, graded_by, grade, proposed, proposed_because, clause_id, document, clause,
        opinion)
      values (
        #{no}, #{seq}, #{grading.gradedBy}, #{grading.grade}, #{grading.proposed},
        #{grading.proposedBecause}, #{grading.clauseId}, #{document}, #{clause},
        #{grading.opinion})
      """)
  void insert(
      HazardNo no, int seq, Grading grading, @Nullable String document, @Nullable String clause);

  @Select(
      """
      select graded_by, grade, proposed, proposed_because, clause_id, opinion
        from grading
       where hazard_no = #{no}
       order by seq desc
       limit 1
      """)
  Optional<Grading> latest(HazardNo no);

  String CLAUSE =
      """
      select id, document_code, document, issuing_no, clause, words, valid_from, valid_to, source
        from grading_clause
      """;

  @Select(CLAUSE + " where id = #{id}")
  Optional<ClauseRow> clause(String id);

  @Select(CLAUSE + " where #{day} between valid_from and valid_to")
  List<ClauseRow> clauses(LocalDate day);

  @Select("select industry from grading_clause_industry where clause_id = #{id} order by industry")
  List<String> industries(String id);

  @Insert(
      """
      insert into grading_clause (
        id, document_code, document, issuing_no, clause, words, valid_from, valid_to, source)
      values (
        #{id}, #{documentCode}, #{document}, #{issuingNo}, #{clause}, #{words}, #{validFrom},
        #{validTo}, #{source})
      """)
  void insertClause(GradingClause clause);

  @Insert("insert into grading_clause_industry values (#{id}, #{industry})")
  void insertIndustry(String id, String industry);
}
