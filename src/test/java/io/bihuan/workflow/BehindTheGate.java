package io.bihuan.workflow;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.ManagementServiceImpl;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.RuntimeServiceImpl;
import org.camunda.bpm.engine.impl.ServiceImpl;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.stereotype.Component;

/**
 * A way in that the product does not have: past the gate, so that the listeners behind it are tried
 * for themselves. It hangs a link of its own into the chain before the engine is built.
 */
@Component
class BehindTheGate extends AbstractProcessEnginePlugin {
  private final Link link = new Link();

  private static final class Link extends CommandInterceptor {
    @Override
    public <T> T execute(Command<T> command) {
      return next.execute(command);
    }
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setCustomPreCommandInterceptorsTxRequired(
        withLink(configuration.getCustomPreCommandInterceptorsTxRequired()));
  }

  private List<CommandInterceptor> withLink(List<CommandInterceptor> given) {
    List<CommandInterceptor> chain = given == null ? new ArrayList<>() : new ArrayList<>(given);
    chain.add(link);
    return chain;
  }

  Services services(ProcessEngineConfiguration configuration) {
    return new Services(
        led(new RuntimeServiceImpl()),
        led(new TaskServiceImpl()),
        led(new FormServiceImpl()),
        led(new RepositoryServiceImpl()),
        led(new ManagementServiceImpl(configuration)));
  }

  private <T extends ServiceImpl> T led(T service) {
    service.setCommandExecutor(link);
    return service;
  }
}
