package io.bihuan.workflow;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What stands in the engine's tables: the engine itself answers no question. */
@Component
public class EngineRows {
  private final JdbcTemplate jdbc;
  private final Map<String, List<String>> tables = new ConcurrentHashMap<>();

  EngineRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** An open task. */
  public record OpenTask(String id, String act, String assignee, String execution) {}

  /** The instances that run under this key. */
  public List<String> instances(String key) {
    return jdbc.queryForList(
        """
        select id_ from act_ru_execution
         where business_key_ = ? and id_ = proc_inst_id_ order by id_
        """,
        String.class,
        key);
  }

  public List<OpenTask> tasks(String key) {
    return jdbc.query(
        """
        select t.id_, t.task_def_key_, t.assignee_, t.execution_id_
          from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
         where e.business_key_ = ? order by t.id_
        """,
        (row, number) ->
            new OpenTask(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
        key);
  }

  /** Where the tokens of an instance stand, each node once. */
  public List<String> nodes(String instance) {
    return jdbc.queryForList(
        """
        select distinct act_id_ from act_ru_execution
         where proc_inst_id_ = ? and is_active_ and act_id_ is not null
        """,
        String.class,
        instance);
  }

  public List<String> variables(String instance) {
    return jdbc.queryForList(
        "select name_ from act_ru_variable where proc_inst_id_ = ?", String.class, instance);
  }

  public String definition(String instance) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select proc_def_id_ from act_hi_procinst where proc_inst_id_ = ?",
            String.class,
            instance));
  }

  /** Every task that was ever opened under this key. */
  public List<String> everyTask(String key) {
    return jdbc.queryForList(
        """
        select t.id_
          from act_hi_taskinst t join act_hi_procinst i on i.proc_inst_id_ = t.proc_inst_id_
         where i.business_key_ = ?
        """,
        String.class,
        key);
  }

  /**
   * All the engine holds: each row of the instances of this key, each diagram and each setting, and
   * how many rows there are of anything else.
   */
  Map<String, Object> everything(String key) {
    Map<String, Object> all = new TreeMap<>();
    List<String> instances =
        jdbc.queryForList(
            "select proc_inst_id_ from act_hi_procinst where business_key_ = ?", String.class, key);
    Map<String, Long> counts = counts();
    all.put("rows", counts);
    for (String table : tables("proc_inst_id_")) {
      for (String instance : counts.get(table) == 0 ? List.<String>of() : instances) {
        all.put(
            table + " of " + instance,
            rows("select * from " + table + " where proc_inst_id_ = ?", instance));
      }
    }
    for (String table :
        List.of("act_re_deployment", "act_re_procdef", "act_ru_jobdef", "act_ge_property")) {
      all.put(table, rows("select * from " + table));
    }
    return all;
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    jdbc.query(
        tables("").stream()
            .map(table -> "select '%s', count(*) from %s".formatted(table, table))
            .collect(Collectors.joining(" union all ")),
        row -> {
          counts.put(row.getString(1), row.getLong(2));
        });
    return counts;
  }

  private List<String> rows(String sql, Object... parameters) {
    return jdbc.queryForList(sql, parameters).stream()
        .map(row -> new TreeMap<>(row).toString())
        .sorted()
        .toList();
  }

  /** The engine's tables that have this column; all of them if none is asked for. */
  private List<String> tables(String column) {
    return tables.computeIfAbsent(
        column,
        name ->
            jdbc.queryForList(
                """
                select distinct lower(c.table_name) as name
                  from information_schema.columns c
                 where lower(c.table_name) like 'act!_%' escape '!'
                   and (? = '' or lower(c.column_name) = ?)
                 order by name
                """,
                String.class, name, name));
  }

  public long count(String table) {
    return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + table, Long.class));
  }
}
