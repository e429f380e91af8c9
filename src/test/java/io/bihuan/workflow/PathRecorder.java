package io.bihuan.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers which nodes were entered and left and which flows were taken, by every diagram the
 * engine parses. A step that was rolled back was not gone.
 */
@Component
class PathRecorder extends AbstractProcessEnginePlugin {
  private static final String INNER = "#multiInstanceBody";

  private final Set<String> entered = new ConcurrentSkipListSet<>();
  private final Set<String> left = new ConcurrentSkipListSet<>();
  private final Set<String> taken = new ConcurrentSkipListSet<>();

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    List<BpmnParseListener> listeners = configuration.getCustomPostBPMNParseListeners();
    List<BpmnParseListener> recorded =
        listeners == null ? new ArrayList<>() : new ArrayList<>(listeners);
    recorded.add(
        new AbstractBpmnParseListener() {
          @Override
          public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
            definitions.forEach(process -> listenIn(process.getKey(), process));
          }
        });
    configuration.setCustomPostBPMNParseListeners(recorded);
  }

  void forget() {
    entered.clear();
    left.clear();
    taken.clear();
  }

  /** Nodes that a token has entered and left again. */
  Set<String> nodes() {
    Set<String> both = new TreeSet<>(entered);
    both.retainAll(left);
    return both;
  }

  Set<String> flows() {
    return new TreeSet<>(taken);
  }

  private void listenIn(String process, ScopeImpl scope) {
    for (ActivityImpl activity : scope.getActivities()) {
      String node = process + "/" + activity.getId().replace(INNER, "");
      activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, onCommit(entered, node));
      activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, onCommit(left, node));
      for (PvmTransition flow : activity.getOutgoingTransitions()) {
        ((TransitionImpl) flow)
            .addBuiltInListener(
                ExecutionListener.EVENTNAME_TAKE, onCommit(taken, process + "/" + flow.getId()));
      }
      listenIn(process, activity);
    }
  }

  private static ExecutionListener onCommit(Set<String> seen, String id) {
    return (DelegateExecution execution) ->
        TransactionSynchronizationManager.registerSynchronization(
            new TransactionSynchronization() {
              @Override
              public void afterCommit() {
                seen.add(id);
              }
            });
  }
}
