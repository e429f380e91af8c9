package io.bihuan.record.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Insert and select, nothing else: neither here nor in the grants of the application's user. */
@Mapper
interface LedgerMapper {
  String COLUMNS =
      """
      subject, seq, task_id, act, round, step, decision, signer_id, key_id, alg, payload,
      signature, prev_hash, leaf_hash, signed_at
      """;

  @Insert(
      """
      insert into ledger.signed_act (
        subject, seq, task_id, act, round, step, decision, signer_id, key_id, alg, payload,
        signature, prev_hash, leaf_hash, signed_at)
      values (
        #{subject}, #{seq}, #{taskId}, #{act}, #{round}, #{step}, #{decision}, #{signerId},
        #{keyId}, #{alg}, #{payload}, #{signature}, #{prevHash}, #{leafHash}, #{signedAt})
      """)
  void insert(SignedAct act);

  @Select(
      """
      select seq, leaf_hash from ledger.signed_act
       where subject = #{subject} order by seq desc limit 1
      """)
  SignedAct.@Nullable Head head(String subject);

  @Select("select " + COLUMNS + " from ledger.signed_act where subject = #{subject} order by seq")
  List<SignedAct> of(String subject);

  @Select("select " + COLUMNS + " from ledger.signed_act where task_id = #{taskId}")
  Optional<SignedAct> byTask(String taskId);

  @Select(
      """
      select distinct signer_id from ledger.signed_act
       where subject = #{subject} and act = #{act} and decision <> 'RETURNED'
      """)
  List<String> signers(String subject, String act);

  @Select(
      """
      select count(*) from ledger.signed_act
       where subject = #{subject} and step = #{step} and signer_id = #{signer}
      """)
  int signedInStep(String subject, int step, String signer);

  @Select(
      """
      select decision from ledger.signed_act where subject = #{subject} and step = #{step}
      """)
  List<String> decisions(String subject, int step);

  @Select(
      "select "
          + COLUMNS
          + """
            from ledger.signed_act
           where signer_id = #{signer}
           order by signed_at desc, subject, seq desc
           limit #{size}
          """)
  List<SignedAct> signedBy(String signer, int size);

  @Insert(
      """
      insert into ledger.refused_attempt (at, subject, task_id, path, person_id, reason)
      values (#{at}, #{subject}, #{taskId}, #{path}, #{person}, #{reason})
      """)
  void insertRefused(
      Instant at,
      @Nullable String subject,
      @Nullable String taskId,
      String path,
      @Nullable String person,
      String reason);

  @Insert(
      """
      insert into ledger.key_attestation (
        person_id, seq, replacement_id, attested_key_id, signer_id, key_id, alg, payload,
        signature, prev_hash, leaf_hash, signed_at)
      values (
        #{personId}, #{seq}, #{replacementId}, #{attestedKeyId}, #{signerId}, #{keyId}, #{alg},
        #{payload}, #{signature}, #{prevHash}, #{leafHash}, #{signedAt})
      """)
  void insertAttestation(KeyAttestation attestation);

  @Select(
      """
      select person_id, seq, replacement_id, attested_key_id, signer_id, key_id, alg, payload,
             signature, prev_hash, leaf_hash, signed_at
        from ledger.key_attestation where person_id = #{personId} order by seq
      """)
  List<KeyAttestation> attestations(String personId);
}
