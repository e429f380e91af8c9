package io.bihuan.workflow;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/**
 * Builds the guard into every user task of every diagram as it is parsed. Built-in listeners run
 * even when a command asks to skip custom ones.
 */
@Component
class GuardEveryTask extends AbstractBpmnParseListener {
  private final SignatureGuard guard;

  GuardEveryTask(SignatureGuard guard) {
    this.guard = guard;
  }

  @Override
  public void parseProcess(Element process, ProcessDefinitionEntity definition) {
    definition.addBuiltInListener(
        ExecutionListener.EVENTNAME_END, (ExecutionListener) guard::processEnds);
  }

  @Override
  public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
    TaskDefinition task =
        ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
    HazardRectification.actOf(task.getKey());
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, guard::opens);
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, guard::changesHands);
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_UPDATE, guard::isEdited);
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, guard::completes);
    activity.addBuiltInListener(
        ExecutionListener.EVENTNAME_END, (ExecutionListener) guard::activityEnds);
  }
}
