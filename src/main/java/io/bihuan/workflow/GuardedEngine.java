package io.bihuan.workflow;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Puts the guard and the restricted expressions into the engine before it is built, and takes
 * deployment from it once the application runs: the diagrams are those of the jar.
 */
@Component
class GuardedEngine extends AbstractProcessEnginePlugin {
  private final ConfigurableApplicationContext context;
  private final BuiltInGuard builtInGuard;
  private final SignatureGuard guard;
  private final RefusedCommands refusedCommands;

  GuardedEngine(
      ConfigurableApplicationContext context,
      BuiltInGuard builtInGuard,
      SignatureGuard guard,
      RefusedCommands refusedCommands) {
    this.context = context;
    this.builtInGuard = builtInGuard;
    this.guard = guard;
    this.refusedCommands = refusedCommands;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    List<BpmnParseListener> listeners = mutable(configuration.getCustomPreBPMNParseListeners());
    listeners.add(builtInGuard);
    configuration.setCustomPreBPMNParseListeners(listeners);
    List<Deployer> deployers = mutable(configuration.getCustomPreDeployers());
    deployers.add(this::deploys);
    configuration.setCustomPreDeployers(deployers);
    configuration.setExpressionManager(new RestrictedExpressions(context));
    configuration.setCustomPreCommandInterceptorsTxRequired(
        behindGate(configuration.getCustomPreCommandInterceptorsTxRequired()));
    configuration.setCustomPreCommandInterceptorsTxRequiresNew(
        behindGate(configuration.getCustomPreCommandInterceptorsTxRequiresNew()));
  }

  /** The chains are linked by now; their lists would hand out what stands behind the gate. */
  @Override
  public void postInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setCommandInterceptorsTxRequired(List.of());
    configuration.setCommandInterceptorsTxRequiresNew(List.of());
  }

  /** Each of the two chains has a gate of its own, for each goes on to its own next link. */
  private List<CommandInterceptor> behindGate(@Nullable List<CommandInterceptor> given) {
    List<CommandInterceptor> chain = mutable(given);
    chain.add(0, new CommandGate(refusedCommands, context::isRunning));
    return chain;
  }

  /** A deployment that is not new is one the engine reads again, after a restart for example. */
  private void deploys(DeploymentEntity deployment) {
    if (deployment.isNew() && context.isRunning()) {
      throw guard.refuseDeployment(deployment.getName());
    }
  }

  private static <T> List<T> mutable(@Nullable List<T> given) {
    return given == null ? new ArrayList<>() : new ArrayList<>(given);
  }
}
