package io.bihuan.workflow;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Puts the guard and the restricted expressions into the engine before it is built. */
@Component
class GuardedEngine extends AbstractProcessEnginePlugin {
  private final ApplicationContext context;
  private final GuardEveryTask guardEveryTask;

  GuardedEngine(ApplicationContext context, GuardEveryTask guardEveryTask) {
    this.context = context;
    this.guardEveryTask = guardEveryTask;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    List<BpmnParseListener> listeners = configuration.getCustomPreBPMNParseListeners();
    List<BpmnParseListener> guarded =
        listeners == null ? new ArrayList<>() : new ArrayList<>(listeners);
    guarded.add(guardEveryTask);
    configuration.setCustomPreBPMNParseListeners(guarded);
    configuration.setExpressionManager(new RestrictedExpressions(context));
  }
}
