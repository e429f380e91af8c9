/**
 * 流程引擎 Workflow: runs {@code processes/hazard-rectification.bpmn}. The only package that imports
 * {@code org.camunda}; leaving Camunda means replacing this package and nothing else.
 *
 * <p>{@link io.bihuan.workflow.CamundaLoop} is the seam: start, complete. {@link
 * io.bihuan.workflow.LoopQuestions} is the one bean a diagram may ask, and the engine's expressions
 * reach nothing else. {@link io.bihuan.workflow.SignatureGuard} lets no token pass while an act
 * waits, no task end unsigned and none change hands, whatever path is taken; it is built in by
 * {@link io.bihuan.workflow.BuiltInGuard} and not drawn, so that neither a modeler nor {@code
 * skipCustomListeners} can pass it by. {@link io.bihuan.workflow.AllowedDiagram} refuses a diagram
 * drawn with anything the guard does not watch; nothing is deployed at run time. Before all of them
 * stands {@link io.bihuan.workflow.CommandGate}: the engine may be asked what {@link
 * io.bihuan.workflow.AllowedCommands} names and nothing else, not even a question.
 */
@NullMarked
@ApplicationModule(
    displayName = "流程引擎 Workflow",
    allowedDependencies = {"hazard", "people", "record.ledger", "signing"})
package io.bihuan.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
