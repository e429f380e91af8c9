package io.bihuan.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface AccountMapper {
  @Insert(
      """
      insert into account (
        username, person_id, password_hash, enabled, administrator, initial, created_at,
        proposed_by)
      values (
        #{account.username}, #{account.personId}, #{account.passwordHash}, #{account.enabled},
        #{account.administrator}, #{account.initial}, #{at}, #{proposedBy})
      """)
  void insert(Account account, Instant at, @Nullable PersonId proposedBy);

  /** The persons who administer; one proposed only is none yet. */
  @Select("select distinct person_id from account where administrator and enabled")
  List<PersonId> administrators();

  /** One proposed only counts as well: he gets no post while he waits. */
  @Select(
      """
      select count(*) > 0 from account
       where person_id = #{person} and administrator and (enabled or proposed_by is not null)
      """)
  boolean isAdministrator(PersonId person);

  /** Whether the person has a post or is to have one, today or later. */
  @Select(
      """
      select (select count(*) from post where person_id = #{person} and valid_to >= #{today})
           + (select count(*) from proposed_post
               where person_id = #{person} and confirmed is null)
      """)
  int posts(PersonId person, LocalDate today);

  @Select(
      """
      select username, person_id, proposed_by from account
       where administrator and not enabled and proposed_by is not null
       order by created_at, username
      """)
  List<Accounts.Proposed> proposed();

  @Update(
      """
      update account set enabled = #{confirmed}, proposed_by = null
       where username = #{username} and administrator and not enabled
         and proposed_by is not null
      """)
  int settle(String username, boolean confirmed);

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

  @Select(
      """
      select username, person_id, password_hash, enabled, administrator, initial
        from account where person_id = #{person} order by created_at, username
      """)
  List<Account> of(PersonId person);

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
