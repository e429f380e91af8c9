package io.bihuan.workflow;

import io.bihuan.hazard.Act;
import java.util.function.Supplier;
import org.camunda.bpm.engine.task.Task;

/**
 * One subject that stands at an act, with every id by which the engine could be asked for it.
 *
 * @param fetched its task as the engine itself holds it
 * @param next the act after this one; the first one after the last
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
    Act next,
    Supplier<Task> fetched) {

  /** What the act's outgoing flow leaves: the task, or the scope around its several signers. */
  String node() {
    return nodeOf(act);
  }

  String nextNode() {
    return nodeOf(next);
  }

  private static String nodeOf(Act act) {
    return act.signers() == 1 ? act.id() : act.id() + "#multiInstanceBody";
  }
}
