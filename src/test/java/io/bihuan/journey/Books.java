package io.bihuan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.hazard.Act;
import io.bihuan.record.ledger.Leaf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the database says of itself while no application runs: rows, tasks and signed acts. */
final class Books {
  private final Connection all;
  private final Path evidence;

  Books(Connection all, Path evidence) {
    this.all = all;
    this.evidence = evidence;
  }

  /** Answers how many acts are signed, with an unbroken chain for every hazard. */
  int audit() throws SQLException, IOException {
    assertThat(
            rows(
                """
                select h.no, h.act, h.step, h.round from bihuan.hazard h
                 where h.act is not null
                   and not exists (
                         select 1 from bihuan.pending_act p
                          where p.subject = h.no and p.act = h.act
                            and p.step = h.step and p.round = h.round)
                """))
        .as("open hazards that wait for nobody")
        .isEmpty();
    assertThat(
            rows(
                """
                select p.subject, p.act, p.step, p.task_id
                  from bihuan.pending_act p join bihuan.hazard h on h.no = p.subject
                 where h.act is null or h.act <> p.act or h.step <> p.step or h.round <> p.round
                """))
        .as("pending acts of another step than the hazard's")
        .isEmpty();
    assertThat(rows("select subject from bihuan.pending_act where act in %s".formatted(signers(1))))
        .as("acts of one signer that wait for two")
        .doesNotHaveDuplicates();
    assertThat(
            rows(
                """
                select h.no, h.act,
                       (select count(*) from bihuan.pending_act p where p.subject = h.no),
                       (select count(*) from ledger.signed_act s
                         where s.subject = h.no and s.step = h.step)
                  from bihuan.hazard h
                 where h.act in %s
                   and 2 <> (select count(*) from bihuan.pending_act p where p.subject = h.no)
                          + (select count(*) from ledger.signed_act s
                              where s.subject = h.no and s.step = h.step)
                """
                    .formatted(signers(2))))
        .as("acts of two signers where one is missing or too many")
        .isEmpty();
    assertThat(tasksOfTheEngine()).as("engine's tasks and pending acts").isEqualTo(pendingActs());
    assertThat(
            rows(
                "select s.task_id from ledger.signed_act s join engine.act_ru_task t"
                    + " on t.id_ = s.task_id"))
        .as("tasks that are signed and still wait")
        .isEmpty();
    assertThat(
            rows(
                """
                select business_key_ from engine.act_ru_execution
                 where parent_id_ is null order by business_key_
                """))
        .as("running processes, one for each open hazard")
        .isEqualTo(rows("select no from bihuan.hazard where act is not null order by no"));
    assertThat(
            rows(
                """
                select o.hazard_no from bihuan.rectification_order_item o
                 where not exists (
                   select 1 from ledger.signed_act s
                    where s.subject = o.hazard_no and s.seq = o.seq and s.act = 'ISSUE_ORDER')
                """))
        .as("order items nobody signed")
        .isEmpty();
    auditEvidence();
    return auditChains();
  }

  private int auditChains() throws SQLException {
    int signed = 0;
    try (Statement statement = all.createStatement();
        ResultSet act =
            statement.executeQuery(
                """
                select subject, seq, alg, key_id, payload, signature, prev_hash, leaf_hash
                  from ledger.signed_act order by subject, seq
                """)) {
      String subject = "";
      String previous = "0".repeat(64);
      int seq = 0;
      while (act.next()) {
        if (!act.getString("subject").equals(subject)) {
          subject = act.getString("subject");
          previous = "0".repeat(64);
          seq = 0;
        }
        seq++;
        signed++;
        Leaf leaf =
            new Leaf(
                act.getString("alg"),
                act.getString("key_id"),
                act.getString("payload"),
                act.getString("signature"));
        assertThat(act.getInt("seq")).as(subject).isEqualTo(seq);
        assertThat(act.getString("prev_hash")).as(subject + " " + seq).isEqualTo(previous);
        assertThat(act.getString("leaf_hash")).as(subject + " " + seq).isEqualTo(leaf.hash());
        previous = leaf.hash();
      }
    }
    return signed;
  }

  private void auditEvidence() throws SQLException, IOException {
    try (Statement statement = all.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select sha256, size_bytes, shown_sha256, thumbnail_sha256 from bihuan.evidence")) {
      while (row.next()) {
        assertThat(audited(row.getString(1))).hasSize((int) row.getLong(2));
        for (int copy = 3; copy <= 4; copy++) {
          // Photos of older releases have none until they are shown.
          if (row.getString(copy) != null) {
            audited(row.getString(copy));
          }
        }
      }
    }
  }

  private byte[] audited(String sha256) throws IOException {
    Path file = evidence.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    assertThat(file).as("a file of an evidence row").exists();
    byte[] bytes = Files.readAllBytes(file);
    assertThat(Walker.sha256(bytes)).isEqualTo(sha256);
    return bytes;
  }

  private Map<String, String> tasksOfTheEngine() throws SQLException {
    Map<String, String> tasks = new HashMap<>();
    try (Statement statement = all.createStatement();
        ResultSet task =
            statement.executeQuery(
                """
                select t.id_, p.business_key_, t.task_def_key_, t.assignee_
                  from engine.act_ru_task t
                  join engine.act_ru_execution p on p.id_ = t.proc_inst_id_
                """)) {
      while (task.next()) {
        tasks.put(
            task.getString(1),
            task.getString(2) + " " + task.getString(3) + " " + task.getString(4));
      }
    }
    return tasks;
  }

  private Map<String, String> pendingActs() throws SQLException {
    Map<String, String> pending = new HashMap<>();
    try (Statement statement = all.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select task_id, subject, act, person_id from bihuan.pending_act")) {
      while (row.next()) {
        pending.put(
            row.getString(1),
            row.getString(2) + " " + Act.valueOf(row.getString(3)).id() + " " + row.getString(4));
      }
    }
    return pending;
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = all.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        StringBuilder line = new StringBuilder();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
          line.append(column == 1 ? "" : " ").append(row.getString(column));
        }
        rows.add(line.toString());
      }
    }
    return rows;
  }

  private static String signers(int count) {
    return Stream.of(Act.values())
        .filter(act -> !act.isSignedAsNamed() && act.signers() == count)
        .map(act -> "'" + act.name() + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
