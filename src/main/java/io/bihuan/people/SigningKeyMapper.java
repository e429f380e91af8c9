package io.bihuan.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface SigningKeyMapper {
  String COLUMNS =
      """
      key_id, person_id, alg, public_key, wrapped_key, salt, memory_kib, iterations, parallelism,
      enrolled_at, revoked_at
      """;
  String REPLACEMENT =
      "select id, person_id, reason, started_by, started_at, new_key_id from key_replacement ";

  @Insert(
      """
      insert into signing_key (
        key_id, person_id, alg, public_key, wrapped_key, salt, memory_kib, iterations,
        parallelism, enrolled_at, revoked_at, awaits_attestation)
      values (
        #{key.keyId}, #{key.personId}, #{key.alg}, #{key.publicKey}, #{key.wrappedKey},
        #{key.salt}, #{key.memoryKib}, #{key.iterations}, #{key.parallelism}, #{key.enrolledAt},
        #{key.revokedAt}, #{awaitsAttestation})
      """)
  void insert(SigningKey key, boolean awaitsAttestation);

  @Select(
      "select "
          + COLUMNS
          + """
            from signing_key
           where person_id = #{person} and revoked_at is null and not awaits_attestation
            """)
  Optional<SigningKey> current(PersonId person);

  @Select("select count(*) from signing_key")
  int count();

  @Select(
      "select "
          + COLUMNS
          + """
            from signing_key
           where person_id = #{person} and revoked_at is null and awaits_attestation
            """)
  Optional<SigningKey> awaiting(PersonId person);

  /** One that awaits its attestation has signed nothing, so it is none to verify with. */
  @Select(
      "select " + COLUMNS + "from signing_key where key_id = #{keyId} and not awaits_attestation")
  Optional<SigningKey> find(String keyId);

  @Select("select count(*) > 0 from signing_key where person_id = #{person}")
  boolean hadAny(PersonId person);

  @Update(
      "update signing_key set revoked_at = #{at} where person_id = #{person} and revoked_at is null")
  int revoke(PersonId person, Instant at);

  @Update(
      """
      update signing_key set awaits_attestation = false
       where key_id = #{keyId} and revoked_at is null and awaits_attestation
      """)
  int release(String keyId);

  @Insert(
      """
      insert into key_replacement (id, person_id, reason, started_by, started_at)
      values (#{id}, #{personId}, #{reason}, #{startedBy}, #{startedAt})
      """)
  void insertReplacement(KeyReplacement replacement);

  @Update(
      """
      update key_replacement set superseded_at = #{at}
       where person_id = #{person} and attested_at is null and superseded_at is null
      """)
  int supersede(PersonId person, Instant at);

  @Select(
      REPLACEMENT
          + " where person_id = #{person} and attested_at is null and superseded_at is null")
  Optional<KeyReplacement> openOf(PersonId person);

  @Update("update key_replacement set new_key_id = #{keyId} where id = #{id}")
  int made(String id, String keyId);

  @Select(
      REPLACEMENT
          + """
             where new_key_id is not null and attested_at is null and superseded_at is null
             order by started_at, id
            """)
  List<KeyReplacement> toAttest();

  @Select(
      REPLACEMENT
          + """
             where id = #{id} and new_key_id is not null and attested_at is null
               and superseded_at is null
               for update
            """)
  Optional<KeyReplacement> lockToAttest(String id);

  @Update(
      """
      update key_replacement set attested_by = #{by}, attested_at = #{at} where id = #{id}
      """)
  int attested(String id, PersonId by, Instant at);
}
