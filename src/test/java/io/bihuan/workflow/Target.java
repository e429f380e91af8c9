package io.bihuan.workflow;

import io.bihuan.hazard.Act;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.task.Task;

/**
 * One subject that stands at an act, with every id by which the engine could be asked for it.
 *
 * @param node what the act's outgoing flow leaves: the task, or the scope around its several
 *     signers
 * @param nextAct the act after this one; the first one after the last
 * @param subscriptions which messages it could take now, and by which execution
 * @param fetched its task as the engine itself holds it
 */
record Target(
    String key,
    Act act,
    String process,
    String instance,
    String definition,
    String deployment,
    String task,
    String execution,
    String activityInstance,
    String holder,
    String enteringFlow,
    String end,
    String node,
    String nextAct,
    String nextNode,
    List<Subscription> subscriptions,
    Supplier<Task> fetched) {

  record Subscription(String message, String execution) {}

  @Override
  public String toString() {
    return key + " at " + act.id();
  }
}
