package io.bihuan.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface AccountMapper {
  @Insert(
      """
      insert into account (
        username, person_id, password_hash, enabled, administrator, initial, created_at)
      values (
        #{account.username}, #{account.personId}, #{account.passwordHash}, #{account.enabled},
        #{account.administrator}, #{account.initial}, #{at})
      """)
  void insert(Account account, Instant at);

  @Select(
      """
      select username, person_id, password_hash, enabled, administrator, initial
        from account where username = #{username}
      """)
  Optional<Account> find(String username);

  @Select(
      """
      select username, person_id, password_hash, enabled, administrator, initial
        from account order by username
      """)
  List<Account> all();

  @Select("select count(*) from account")
  int count();

  @Update(
      """
      update account set password_hash = #{hash}, initial = false
       where username = #{username}
      """)
  int setPassword(String username, String hash);

  @Update("update account set enabled = #{enabled} where username = #{username}")
  int enable(String username, boolean enabled);

  @Insert("insert into setup_token (id, token_hash) values (1, #{hash})")
  void insertToken(String hash);

  @Update("update setup_token set token_hash = #{hash} where id = 1 and used_at is null")
  int renewToken(String hash);

  @Update(
      """
      update setup_token set used_at = #{at}
       where id = 1 and used_at is null and token_hash = #{hash}
      """)
  int useToken(String hash, Instant at);

  @Select("select count(*) from setup_token where used_at is not null")
  boolean tokenUsed();
}
