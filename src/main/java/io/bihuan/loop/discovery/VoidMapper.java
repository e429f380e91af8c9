package io.bihuan.loop.discovery;

import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface VoidMapper {
  record Proposal(
      String matterNo,
      int seq,
      HazardNo hazardNo,
      Voids.Cause cause,
      @Nullable HazardNo duplicateOf,
      String reason,
      PersonId proposedBy,
      Instant proposedAt) {}

  @Insert(
      """
      insert into void_proposal (
        matter_no, seq, hazard_no, cause, duplicate_of, reason, proposed_by, proposed_at)
      values (
        #{matterNo}, #{seq}, #{hazardNo}, #{cause}, #{duplicateOf}, #{reason}, #{proposedBy},
        #{proposedAt})
      """)
  void insertProposal(Proposal proposal);

  @Select(
      """
      select matter_no, seq, hazard_no, cause, duplicate_of, reason, proposed_by, proposed_at
        from void_proposal where matter_no = #{matterNo}
      """)
  Optional<Proposal> proposal(String matterNo);

  @Insert(
      """
      insert into void_decision (
        matter_no, seq, decision, opinion, proposed_by, decided_by, decided_at)
      values (
        #{matterNo}, #{seq}, #{decision}, #{opinion}, #{proposedBy}, #{decidedBy}, #{decidedAt})
      """)
  void insertDecision(
      String matterNo,
      int seq,
      Decision decision,
      @Nullable String opinion,
      PersonId proposedBy,
      PersonId decidedBy,
      Instant decidedAt);

  @Select(
      """
      select p.matter_no, p.cause, p.duplicate_of, p.reason, p.proposed_by, p.proposed_at,
             d.decided_by, d.decided_at
        from void_proposal p
        join void_decision d on d.matter_no = p.matter_no
       where p.hazard_no = #{no} and d.decision = 'AGREED'
      """)
  Optional<Voids.Voided> voided(HazardNo no);
}
