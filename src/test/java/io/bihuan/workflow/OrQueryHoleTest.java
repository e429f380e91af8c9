package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bihuan.BihuanTest;
import java.util.List;
import java.util.function.BiFunction;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * CVE-2026-109432, unpatched in 7.24.0: an expression inside {@code or()} of a task query is
 * evaluated although expressions in queries are switched off, and reflection does the rest.
 */
@BihuanTest
class OrQueryHoleTest {
  private static final String TRACE = "bihuan.test.hole";
  private static final String PAYLOAD =
      "${''.getClass().forName('java.lang.System')"
          + ".getMethod('setProperty', ''.getClass(), ''.getClass())"
          + ".invoke(null, '"
          + TRACE
          + "', 'open')}";

  private static final List<BiFunction<TaskQuery, String, TaskQuery>> WAYS =
      List.of(
          TaskQuery::taskAssigneeExpression,
          TaskQuery::taskAssigneeLikeExpression,
          TaskQuery::taskOwnerExpression,
          TaskQuery::taskInvolvedUserExpression,
          TaskQuery::taskCandidateUserExpression,
          TaskQuery::taskCandidateGroupExpression,
          TaskQuery::taskCandidateGroupInExpression,
          TaskQuery::taskCreatedOnExpression,
          TaskQuery::taskCreatedBeforeExpression,
          TaskQuery::dueBeforeExpression,
          TaskQuery::dueAfterExpression,
          TaskQuery::followUpDateExpression,
          TaskQuery::followUpBeforeExpression,
          TaskQuery::processInstanceBusinessKeyExpression,
          TaskQuery::processInstanceBusinessKeyLikeExpression);

  @Autowired ProcessEngine guarded;

  @AfterEach
  void cover() {
    System.clearProperty(TRACE);
  }

  @Test
  void nothingSmuggledIntoATaskQueryIsEvaluated() {
    for (var way : WAYS) {
      for (boolean inOr : new boolean[] {false, true}) {
        TaskQuery query = guarded.getTaskService().createTaskQuery();
        assertThatThrownBy(() -> ask(query, way, inOr)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(
                () -> {
                  TaskQuery counting = guarded.getTaskService().createTaskQuery();
                  way.apply(counting.or(), PAYLOAD).endOr().count();
                })
            .isInstanceOf(RuntimeException.class);
        assertThat(System.getProperty(TRACE)).isNull();
      }
    }
  }

  /** Without the mitigation the same payload runs: this test would see it. */
  @Test
  void onAPlainEngineTheHoleIsOpen() {
    var settings = new StandaloneInMemProcessEngineConfiguration();
    settings.setJdbcUrl("jdbc:h2:mem:hole");
    settings.setProcessEngineName("plain");
    settings.setMetricsEnabled(false);
    settings.setEnableExpressionsInAdhocQueries(false);
    settings.setEnableExpressionsInStoredQueries(false);
    ProcessEngine plain = settings.buildProcessEngine();
    try {
      TaskQuery top = plain.getTaskService().createTaskQuery();
      assertThatThrownBy(() -> ask(top, TaskQuery::taskAssigneeExpression, false))
          .isInstanceOf(RuntimeException.class);
      assertThat(System.getProperty(TRACE)).isNull();
      for (var way : WAYS) {
        TaskQuery query = plain.getTaskService().createTaskQuery();
        // Its result fits no assignee or date; by then it has run.
        var unused = catchThrowable(() -> ask(query, way, true));
        assertThat(System.getProperty(TRACE)).isEqualTo("open");
        System.clearProperty(TRACE);
      }
    } finally {
      plain.close();
    }
  }

  private static void ask(
      TaskQuery query, BiFunction<TaskQuery, String, TaskQuery> way, boolean inOr) {
    if (inOr) {
      way.apply(query.or(), PAYLOAD).endOr().list();
    } else {
      way.apply(query, PAYLOAD).list();
    }
  }
}
