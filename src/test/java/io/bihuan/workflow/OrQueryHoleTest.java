package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bihuan.BihuanTest;
import io.bihuan.signing.Unsigned;
import java.util.List;
import java.util.function.BiFunction;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

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
  @Autowired ApplicationContext context;

  @AfterEach
  void cover() {
    System.clearProperty(TRACE);
  }

  @Test
  void noTaskQueryIsAnsweredAtAll() {
    nothingIsEvaluated(guarded, Unsigned.class);
  }

  /** The gate taken away, the expressions still reach nothing. */
  @Test
  void nothingSmuggledIntoATaskQueryIsEvaluated() {
    ProcessEngine ungated = plain("ungated", new RestrictedExpressions(context));
    try {
      nothingIsEvaluated(ungated, RuntimeException.class);
    } finally {
      ungated.close();
    }
  }

  /** Without the mitigation the same payload runs: this test would see it. */
  @Test
  void onAPlainEngineTheHoleIsOpen() {
    ProcessEngine plain = plain("plain", null);
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

  private static void nothingIsEvaluated(
      ProcessEngine engine, Class<? extends RuntimeException> refusal) {
    for (var way : WAYS) {
      for (boolean inOr : new boolean[] {false, true}) {
        TaskQuery query = engine.getTaskService().createTaskQuery();
        assertThatThrownBy(() -> ask(query, way, inOr)).isInstanceOf(refusal);
        assertThatThrownBy(
                () -> {
                  TaskQuery counting = engine.getTaskService().createTaskQuery();
                  way.apply(counting.or(), PAYLOAD).endOr().count();
                })
            .isInstanceOf(refusal);
        assertThat(System.getProperty(TRACE)).isNull();
      }
    }
  }

  private static ProcessEngine plain(String name, ExpressionManager expressions) {
    var settings = new StandaloneInMemProcessEngineConfiguration();
    settings.setJdbcUrl("jdbc:h2:mem:hole-" + name);
    settings.setProcessEngineName(name);
    settings.setMetricsEnabled(false);
    settings.setEnableExpressionsInAdhocQueries(false);
    settings.setEnableExpressionsInStoredQueries(false);
    if (expressions != null) {
      settings.setExpressionManager(expressions);
    }
    return settings.buildProcessEngine();
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
