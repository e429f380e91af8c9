package io.bihuan.workflow;

import org.camunda.bpm.engine.ProcessEngine;

/**
 * A way to tamper with what the engine holds.
 *
 * @param leadsToSubject what is kept of the attempt must say whom it was about
 */
record Door(String name, boolean leadsToSubject, Opening opening) {
  /** One attempt; it must end in an exception. */
  interface Opening {
    void push(ProcessEngine engine, Target at) throws Exception;
  }

  @Override
  public String toString() {
    return name;
  }
}
