package io.bihuan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bihuan.BihuanTest;
import io.bihuan.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

@BihuanTest
class LedgerRightsTest {

  @Autowired JdbcTemplate jdbc;

  @Test
  void theApplicationAddsToTheLedgerAndReadsIt() {
    String reason = refusedAttempt();
    assertThat(
            jdbc.queryForObject(
                "select count(*) from ledger.refused_attempt where reason = ?",
                Integer.class,
                reason))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger.signed_act set payload = 'x'",
        "update ledger.refused_attempt set reason = 'x'",
        "delete from ledger.signed_act",
        "delete from ledger.refused_attempt",
        "truncate table ledger.signed_act",
        "drop table ledger.signed_act",
        "alter table ledger.signed_act add column note varchar(10)",
        "alter table ledger.signed_act drop constraint signed_act_leaf",
        "alter table ledger.signed_act rename to gone",
        "create table ledger.another (id integer)",
        "create index another on ledger.signed_act (act)",
        "create view ledger.another as select * from ledger.signed_act",
        "create sequence ledger.another",
        "drop index ledger.signed_act_by_signer",
        "drop schema ledger cascade",
        "alter schema ledger rename to gone",
      })
  void whatWouldChangeTheLedgerIsRefused(String sql) {
    refusedAttempt();
    assertRefused(sql);
  }

  /** H2 refuses; PostgreSQL warns that it granted nothing. */
  @Test
  void theApplicationCannotGrantItselfMore() {
    try {
      jdbc.execute("grant update on ledger.signed_act to bihuan_app");
    } catch (DataAccessException e) {
      assertThat(TestDatabase.isPostgresql()).isFalse();
    }
    assertRefused("update ledger.signed_act set payload = 'x'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update bihuan.\"flyway_schema_history\" set \"checksum\" = 0",
        "delete from bihuan.\"flyway_schema_history\"",
        "create table bihuan.another (id integer)",
        "create schema another_of_mine",
        "create user eve password 'eve'",
        "alter user bihuan_owner password 'eve'",
      })
  void whatIsTheOwnersToDoIsRefused(String sql) {
    assertRefused(
        TestDatabase.isPostgresql() ? sql : sql.replace("owner password", "owner set password"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create trigger ledger.another before insert on ledger.signed_act call 'java.lang.Object'",
        "create alias ledger.another for 'java.lang.System.exit'",
        "create alias engine.another for 'java.lang.System.exit'",
        "select file_read('/etc/passwd')",
        "select file_write('x', '/tmp/bihuan-must-not-be')",
        "select * from csvread('/etc/passwd')",
        "call csvwrite('/tmp/bihuan-must-not-be', 'select 1')",
        "runscript from '/tmp/bihuan-must-not-be'",
        "script to '/tmp/bihuan-must-not-be'",
        "backup to '/tmp/bihuan-must-not-be'",
        "create linked table another('', 'jdbc:h2:mem:another', 'sa', '', 'X')",
        "create table another (id int) engine \"java.lang.Object\"",
        "set write_delay 500",
        "set mode Oracle",
        "set referential_integrity false",
        "shutdown",
      })
  void anInjectedStatementReachesNeitherFilesNorCodeOnH2(String sql) {
    assumeTrue(!TestDatabase.isPostgresql());
    assertRefused(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create trigger another before insert on ledger.signed_act"
            + " for each row execute function suppress_redundant_updates_trigger()",
        "create function ledger.another() returns int language sql as 'select 1'",
        "create or replace function ledger.refuse_change() returns trigger language plpgsql as"
            + " 'begin return old; end'",
        "alter table ledger.signed_act disable trigger all",
        "set session_replication_role = replica",
        "set role bihuan_owner",
        "select pg_read_file('/etc/passwd')",
        "copy ledger.signed_act to '/tmp/bihuan-must-not-be'",
        "copy ledger.signed_act from program 'id'",
        "select lo_import('/etc/passwd')",
        "create extension dblink",
        "alter system set fsync = off",
      })
  void anInjectedStatementReachesNeitherFilesNorCodeOnPostgresql(String sql) {
    assumeTrue(TestDatabase.isPostgresql());
    assertRefused(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger.refused_attempt set reason = 'x'",
        "delete from ledger.refused_attempt",
        "truncate table ledger.refused_attempt",
      })
  void onPostgresqlATriggerRefusesTheOwnerToo(String sql) throws SQLException {
    assumeTrue(TestDatabase.isPostgresql());
    try (Connection owner = TestDatabase.connectAsOwner();
        Statement statement = owner.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .hasMessageContaining("the ledger only grows");
    }
  }

  @Test
  void aTableOfTheNextMigrationGetsItsRightsAtTheNextStart() throws SQLException {
    try (Connection owner = TestDatabase.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("create table bihuan.next_release (id integer primary key)");
      statement.execute("create table ledger.next_release (id integer primary key)");
      try (Database restarted = Database.open(Settings.from(TestDatabase.properties()))) {
        assertThat(restarted).isNotNull();
        jdbc.update("insert into next_release values (1)");
        jdbc.update("update next_release set id = 2");
        assertRefused("delete from next_release");
        jdbc.update("insert into ledger.next_release values (1)");
        assertRefused("update ledger.next_release set id = 2");
        assertRefused("delete from ledger.next_release");
      } finally {
        statement.execute("drop table bihuan.next_release");
        statement.execute("drop table ledger.next_release");
      }
    }
  }

  private String refusedAttempt() {
    String reason = UUID.randomUUID().toString();
    jdbc.update(
        "insert into ledger.refused_attempt (at, path, reason) values (current_timestamp, ?, ?)",
        "test",
        reason);
    return reason;
  }

  /** Refused for lack of rights: a slip in the statement must not pass for a refusal. */
  private void assertRefused(String sql) {
    assertThatThrownBy(() -> jdbc.execute(sql))
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class,
            e ->
                assertThat(e.getSQLState() + "/" + e.getErrorCode())
                    .as(e.getMessage())
                    .matches("42501/.*|.*/90096|.*/90040"));
  }
}
