package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.standalone.StandaloneTransactionContextFactory;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.delegate.DefaultDelegateInterceptor;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;

class RestrictedExpressionsTest {
  private static final String DENIED = "No expression may";

  private final GenericApplicationContext context = new GenericApplicationContext();
  private RestrictedExpressions expressions;

  @BeforeEach
  void anApplicationWithMoreThanTheLoop() {
    context.registerBean("loop", LoopQuestions.class, Answering::new);
    context.registerBean("system", Outside.class, Outside::new);
    context.refresh();
    expressions = new RestrictedExpressions(context);
    // A call by an expression goes through the configuration of the engine that stands on the
    // thread.
    var settings = new StandaloneInMemProcessEngineConfiguration();
    settings.setDelegateInterceptor(new DefaultDelegateInterceptor());
    Context.setProcessEngineConfiguration(settings);
    Context.setCommandContext(
        new CommandContext(settings, new StandaloneTransactionContextFactory()));
  }

  @AfterEach
  void leaveTheThreadClean() {
    Context.removeCommandContext();
    Context.removeProcessEngineConfiguration();
    Outside.ran = false;
  }

  @Test
  void theDiagramAsksTheLoop() {
    assertThat(value("${loop.holderAt('YH-1', 'reinspect', 1)}", null)).isEqualTo("YH-1/1");
    assertThat(value("${loop.holder(execution.processBusinessKey, 'rectify')}", execution()))
        .isEqualTo("YH-2/0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${system}",
        "${system.run()}",
        "${environment}",
        "${systemProperties}",
        "${applicationContext.getBean('system').run()}",
        "${taskService}",
        "${repositoryService.createDeployment()}",
        "${loop.getClass()}",
        "${loop.toString()}",
        "${loop.class}",
        "${loop['class']}",
        "${loop.hazards}",
        "${loop.holder('YH-1', 'rectify').getClass()}",
        "${loop.holder('YH-1', 'rectify').length()}",
        "${''.getClass()}",
        "${''.class}",
        "${\"\"[\"class\"]}",
        "${(1).getClass()}",
        "${true.class}",
        "${execution.getProcessEngineServices()}",
        "${execution.processEngineServices}",
        "${execution.processEngine}",
        "${execution.setVariable('x', 'y')}",
        "${execution.getClass().forName('java.lang.Runtime')}",
        "${execution.processBusinessKey.getClass()}",
        "${execution.bpmnModelInstance}",
        "${execution.variables}",
        "${task}",
        "${task.complete()}",
        "${authenticatedUserId}",
        "${secret}",
        "#{system.run()}",
      })
  void nothingElseIsReached(String expression) {
    assertThatThrownBy(() -> value(expression, null))
        .as(expression)
        .isInstanceOf(ProcessEngineException.class);
    assertThatThrownBy(() -> value(expression, execution()))
        .as(expression)
        .hasStackTraceContaining(DENIED);
    assertThat(Outside.ran).isFalse();
  }

  @Test
  void thereAreNoTypes() {
    assertThatThrownBy(() -> value("${T('java.lang.Runtime')}", execution()))
        .hasMessageContaining("Could not resolve function");
  }

  /** What is refused above is not refused by chance: an engine without restriction does it. */
  @Test
  void unrestrictedTheyAreReached() {
    var unrestricted = new SpringExpressionManager(context);
    assertThat(unrestricted.createExpression("${system.run()}").getValue(execution()))
        .isEqualTo("ran");
    assertThat(unrestricted.createExpression("${''.getClass()}").getValue(execution()))
        .isEqualTo(String.class);
    assertThat(unrestricted.createExpression("${loop.class}").getValue(execution()))
        .isEqualTo(Answering.class);
    assertThat(unrestricted.createExpression("${secret}").getValue(execution())).isEqualTo("told");
  }

  @Test
  void nothingIsWritten() {
    assertThatThrownBy(() -> expressions.createExpression("${secret}").setValue("x", execution()))
        .isInstanceOf(ProcessEngineException.class);
    assertThatThrownBy(
            () -> expressions.createExpression("${execution.eventName}").setValue("x", execution()))
        .isInstanceOf(ProcessEngineException.class);
  }

  private Object value(String expression, VariableScope scope) {
    return expressions.createExpression(expression).getValue(scope);
  }

  private static ExecutionEntity execution() {
    ExecutionEntity execution =
        new ExecutionEntity() {
          @Override
          public String getProcessBusinessKey() {
            return "YH-2";
          }

          @Override
          public boolean hasVariable(String name) {
            return name.equals("secret");
          }

          @Override
          public Object getVariable(String name) {
            return name.equals("secret") ? "told" : null;
          }
        };
    return execution;
  }

  private static final class Answering extends LoopQuestions {
    Answering() {
      super(null, null);
    }

    @Override
    public String holder(String hazardNo, String act) {
      return holderAt(hazardNo, act, 0);
    }

    @Override
    public String holderAt(String hazardNo, String act, int place) {
      return hazardNo + "/" + place;
    }
  }

  /** Public, as a bean must be for an expression to call it. */
  public static final class Outside {
    static boolean ran;

    public String run() {
      ran = true;
      return "ran";
    }
  }
}
