package io.bihuan.workflow;

import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * 不签字不放行, before the engine does anything: what {@link AllowedCommands} does not name is refused,
 * whichever of the engine's services it came through, and kept. It sees what no listener sees:
 * suspension, variables, migration, deleted history, foreign commands, queries.
 */
final class CommandGate extends CommandInterceptor {
  private final RefusedCommands refusals;
  private final BooleanSupplier isOpenToUsers;

  CommandGate(RefusedCommands refusals, BooleanSupplier isOpenToUsers) {
    this.refusals = refusals;
    this.isOpenToUsers = isOpenToUsers;
  }

  @Override
  public <T> T execute(Command<T> command) {
    String objection =
        isOpenToUsers.getAsBoolean()
            ? AllowedCommands.objectionTo(command)
            : AllowedCommands.objectionToAtStartAndStop(command);
    if (objection != null) {
      throw refusals.refuse(command, objection);
    }
    try {
      return next.execute(command);
    } catch (MismatchingMessageCorrelationException e) {
      throw refusals.refuse(command, "no subject waits for this message");
    }
  }

  /** Whoever could ask what stands behind the gate would walk round it. */
  @Override
  public CommandExecutor getNext() {
    throw new UnsupportedOperationException("Nobody is led round the gate.");
  }

  @Override
  public void setNext(CommandExecutor next) {
    if (this.next != null) {
      throw new UnsupportedOperationException("The gate stands where it was put.");
    }
    super.setNext(next);
  }
}
