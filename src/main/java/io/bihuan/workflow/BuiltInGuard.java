package io.bihuan.workflow;

import java.util.List;
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
 * Builds the guard into every node of every diagram as it is parsed, and refuses a diagram drawn
 * with anything the guard does not know. Built-in listeners run even when a command asks to skip
 * custom ones.
 */
@Component
class BuiltInGuard extends AbstractBpmnParseListener {
  private final SignatureGuard guard;

  BuiltInGuard(SignatureGuard guard) {
    this.guard = guard;
  }

  @Override
  public void parseProcess(Element process, ProcessDefinitionEntity definition) {
    definition.addBuiltInListener(
        ExecutionListener.EVENTNAME_START, (ExecutionListener) guard::processStarts);
    definition.addBuiltInListener(
        ExecutionListener.EVENTNAME_END, (ExecutionListener) guard::processEnds);
  }

  @Override
  public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
    activity.addBuiltInListener(
        ExecutionListener.EVENTNAME_START, (ExecutionListener) guard::actStarts);
    activity.addBuiltInListener(
        ExecutionListener.EVENTNAME_END, (ExecutionListener) guard::actEnds);
    TaskDefinition task =
        ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, guard::opens);
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, guard::changesHands);
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_UPDATE, guard::isEdited);
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, guard::isDeleted);
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, guard::completes);
  }

  @Override
  public void parseStartEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
    guardPassage(activity);
  }

  /** A message from outside moves nothing: what it interrupts, a signed act has interrupted. */
  @Override
  public void parseBoundaryEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
    activity.addBuiltInListener(
        ExecutionListener.EVENTNAME_START, (ExecutionListener) guard::interrupts);
    guardPassage(activity);
  }

  @Override
  public void parseSubProcess(Element process, ScopeImpl scope, ActivityImpl activity) {
    activity.addBuiltInListener(
        ExecutionListener.EVENTNAME_START, (ExecutionListener) guard::interrupts);
  }

  @Override
  public void parseExclusiveGateway(Element gateway, ScopeImpl scope, ActivityImpl activity) {
    guardPassage(activity);
  }

  @Override
  public void parseEndEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
    guardPassage(activity);
  }

  @Override
  public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
    AllowedDiagram.check(root);
  }

  private void guardPassage(ActivityImpl activity) {
    activity.addBuiltInListener(
        ExecutionListener.EVENTNAME_START, (ExecutionListener) guard::tokenPasses);
  }
}
