package io.bihuan.people;

import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface SigningKeyMapper {
  String COLUMNS =
      """
      key_id, person_id, alg, public_key, wrapped_key, salt, memory_kib, iterations, parallelism,
      enrolled_at, revoked_at
      """;

  @Insert(
      """
      insert into signing_key (
        key_id, person_id, alg, public_key, wrapped_key, salt, memory_kib, iterations,
        parallelism, enrolled_at, revoked_at)
      values (
        #{keyId}, #{personId}, #{alg}, #{publicKey}, #{wrappedKey}, #{salt}, #{memoryKib},
        #{iterations}, #{parallelism}, #{enrolledAt}, #{revokedAt})
      """)
  void insert(SigningKey key);

  @Select(
      "select " + COLUMNS + " from signing_key where person_id = #{person} and revoked_at is null")
  Optional<SigningKey> current(PersonId person);

  @Select("select count(*) from signing_key")
  int count();

  @Select("select " + COLUMNS + " from signing_key where key_id = #{keyId}")
  Optional<SigningKey> find(String keyId);
}
