package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The product's own diagram, and what somebody might draw into it. The engine is a bare one with
 * nothing but the parse listener, because the product's engine takes no diagram at run time.
 */
class AllowedDiagramTest {
  private static final String CLOSE_OUT = "<bpmn:userTask id=\"closeOut\"";
  private static final String DOCUMENTATION = "<bpmn:documentation>";
  private static final String CONDITION =
      "${loop.standsAt(execution.processBusinessKey, 'reinspect')}";
  private static final String ASSIGNEE =
      "camunda:assignee=\"${loop.holder(execution.processBusinessKey, 'closeOut')}\"";

  private static ProcessEngine engine;
  private static String diagram;

  @BeforeAll
  static void aBareEngine() throws IOException {
    var settings = new StandaloneInMemProcessEngineConfiguration();
    settings.setJdbcUrl("jdbc:h2:mem:diagrams");
    settings.setProcessEngineName("diagrams");
    settings.setMetricsEnabled(false);
    settings.setCustomPreBPMNParseListeners(
        List.of(new BuiltInGuard(new SignatureGuard(null, null, null, null, null))));
    engine = settings.buildProcessEngine();
    try (InputStream in =
        AllowedDiagramTest.class.getResourceAsStream("/processes/hazard-rectification.bpmn")) {
      diagram = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void theProductsOwnDiagramIsTaken() {
    assertThatCode(() -> deploy(diagram)).doesNotThrowAnyException();
  }

  @Test
  void aNoteOnTheDiagramIsTaken() {
    assertThatCode(
            () ->
                deploy(
                    added(
                        """
                        <bpmn:textAnnotation id="note"><bpmn:text>Note</bpmn:text></bpmn:textAnnotation>
                        <bpmn:association id="a" sourceRef="closeOut" targetRef="note" />
                        """)))
        .doesNotThrowAnyException();
  }

  static Stream<Arguments> drawnIn() {
    String timer =
        "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition>";
    String out =
        "<bpmn:endEvent id=\"e\" /><bpmn:sequenceFlow id=\"f\" sourceRef=\"b\" targetRef=\"e\" />";
    return Stream.of(
        arguments(
            "scriptTask",
            "<bpmn:scriptTask id=\"x\" scriptFormat=\"javascript\"><bpmn:script>1</bpmn:script></bpmn:scriptTask>"),
        arguments(
            "serviceTask", "<bpmn:serviceTask id=\"x\" camunda:class=\"java.lang.Object\" />"),
        arguments(
            "serviceTask",
            "<bpmn:serviceTask id=\"x\" camunda:expression=\"${loop.holder('a','closeOut')}\" />"),
        arguments(
            "serviceTask", "<bpmn:serviceTask id=\"x\" camunda:delegateExpression=\"${loop}\" />"),
        arguments(
            "serviceTask",
            "<bpmn:serviceTask id=\"x\" camunda:type=\"external\" camunda:topic=\"t\" />"),
        arguments(
            "serviceTask",
            "<bpmn:serviceTask id=\"x\"><bpmn:extensionElements><camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></bpmn:extensionElements></bpmn:serviceTask>"),
        arguments("sendTask", "<bpmn:sendTask id=\"x\" camunda:class=\"java.lang.Object\" />"),
        arguments(
            "businessRuleTask", "<bpmn:businessRuleTask id=\"x\" camunda:decisionRef=\"d\" />"),
        arguments("receiveTask", "<bpmn:receiveTask id=\"x\" />"),
        arguments("manualTask", "<bpmn:manualTask id=\"x\" />"),
        arguments("task", "<bpmn:task id=\"x\" />"),
        arguments("callActivity", "<bpmn:callActivity id=\"x\" calledElement=\"${loop}\" />"),
        arguments(
            "callActivity",
            "<bpmn:callActivity id=\"x\" calledElement=\"hazard-rectification\" />"),
        arguments(
            "subProcess",
            "<bpmn:subProcess id=\"x\"><bpmn:startEvent id=\"y\" /></bpmn:subProcess>"),
        arguments(
            "subProcess",
            "<bpmn:subProcess id=\"x\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"y\"><bpmn:errorEventDefinition /></bpmn:startEvent></bpmn:subProcess>"),
        arguments(
            "transaction",
            "<bpmn:transaction id=\"x\"><bpmn:startEvent id=\"y\" /></bpmn:transaction>"),
        arguments(
            "boundaryEvent",
            "<bpmn:boundaryEvent id=\"b\" attachedToRef=\"closeOut\">"
                + timer
                + "</bpmn:boundaryEvent>"
                + out),
        arguments(
            "boundaryEvent",
            "<bpmn:boundaryEvent id=\"b\" attachedToRef=\"closeOut\"><bpmn:errorEventDefinition /></bpmn:boundaryEvent>"
                + out),
        arguments(
            "boundaryEvent",
            "<bpmn:boundaryEvent id=\"b\" attachedToRef=\"closeOut\" cancelActivity=\"false\"><bpmn:escalationEventDefinition /></bpmn:boundaryEvent>"
                + out),
        arguments("intermediateThrowEvent", "<bpmn:intermediateThrowEvent id=\"b\" />" + out),
        arguments(
            "intermediateCatchEvent",
            "<bpmn:intermediateCatchEvent id=\"b\">"
                + timer
                + "</bpmn:intermediateCatchEvent>"
                + out),
        arguments(
            "terminateEventDefinition",
            "<bpmn:endEvent id=\"x\"><bpmn:terminateEventDefinition /></bpmn:endEvent>"),
        arguments(
            "errorEventDefinition",
            "<bpmn:endEvent id=\"x\"><bpmn:errorEventDefinition errorRef=\"r\" /></bpmn:endEvent>"),
        arguments("parallelGateway", "<bpmn:parallelGateway id=\"x\" />"),
        arguments("inclusiveGateway", "<bpmn:inclusiveGateway id=\"b\" />" + out),
        arguments("user task that is no act", "<bpmn:userTask id=\"x\" />"),
        arguments(
            "extensionElements",
            "<bpmn:extensionElements><camunda:executionListener event=\"start\" class=\"java.lang.Object\" /></bpmn:extensionElements>"),
        arguments("property", "<bpmn:property id=\"x\" />"),
        arguments("laneSet", "<bpmn:laneSet id=\"x\" />"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("drawnIn")
  void whatTheGuardDoesNotWatchIsRefused(String named, String drawn) {
    assertRefused(added(drawn), named);
  }

  static Stream<Arguments> altered() {
    return Stream.of(
        arguments(
            "a listener on a task",
            DOCUMENTATION,
            "<bpmn:extensionElements><camunda:taskListener event=\"complete\" class=\"java.lang.Object\" /></bpmn:extensionElements>"
                + DOCUMENTATION,
            "extensionElements"),
        arguments(
            "a form",
            DOCUMENTATION,
            "<bpmn:extensionElements><camunda:formData /></bpmn:extensionElements>" + DOCUMENTATION,
            "extensionElements"),
        arguments(
            "mappings",
            DOCUMENTATION,
            "<bpmn:extensionElements><camunda:inputOutput /></bpmn:extensionElements>"
                + DOCUMENTATION,
            "extensionElements"),
        arguments(
            "an expression in documentation",
            DOCUMENTATION,
            DOCUMENTATION + "${loop}",
            "documentation is an expression"),
        arguments(
            "a deferred expression in documentation",
            DOCUMENTATION,
            DOCUMENTATION + "#{loop}",
            "documentation is an expression"),
        arguments(
            "an expression in a name",
            CLOSE_OUT + " name=\"",
            CLOSE_OUT + " name=\"${loop}",
            "expression as name"),
        arguments(
            "an expression in the name of a process",
            "<bpmn:process id=\"hazard-rectification\" name=\"",
            "<bpmn:process id=\"hazard-rectification\" name=\"#{loop}",
            "expression as name"),
        arguments(
            "another bean",
            ASSIGNEE,
            "camunda:assignee=\"${people.any()}\"",
            "does not ask for its own holder"),
        arguments(
            "a fixed assignee",
            ASSIGNEE,
            "camunda:assignee=\"mallory\"",
            "does not ask for its own holder"),
        arguments("no assignee", ASSIGNEE, "", "does not ask for its own holder"),
        arguments(
            "the holder of another act",
            ASSIGNEE,
            ASSIGNEE.replace("closeOut", "rectify"),
            "does not ask for its own holder"),
        arguments(
            "a candidate",
            ASSIGNEE,
            ASSIGNEE + " camunda:candidateUsers=\"mallory\"",
            "candidateUsers"),
        arguments("a due date", ASSIGNEE, ASSIGNEE + " camunda:dueDate=\"${loop}\"", "dueDate"),
        arguments("a form key", ASSIGNEE, ASSIGNEE + " camunda:formKey=\"${loop}\"", "formKey"),
        arguments(
            "a job before the task",
            ASSIGNEE,
            ASSIGNEE + " camunda:asyncBefore=\"true\"",
            "asyncBefore"),
        arguments(
            "the namespace of Activiti",
            ASSIGNEE,
            ASSIGNEE
                + " activiti:candidateUsers=\"mallory\" xmlns:activiti=\"http://activiti.org/bpmn\"",
            "candidateUsers"),
        arguments(
            "a task for compensation",
            ASSIGNEE,
            ASSIGNEE + " isForCompensation=\"true\"",
            "isForCompensation"),
        arguments("a call in a condition", CONDITION, "${loop.getClass()}", "asks something else"),
        arguments("a constant condition", CONDITION, "${true}", "asks something else"),
        arguments("a variable in a condition", CONDITION, "${passed}", "asks something else"),
        arguments(
            "an assignment in a condition",
            CONDITION,
            "${loop.standsAt('YH-1', 'reinspect')}",
            "asks something else"),
        arguments(
            "a script as condition",
            "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\"",
            "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\" language=\"javascript\"",
            "language"),
        arguments(
            "one inspector less",
            ">2</bpmn:loopCardinality>",
            ">1</bpmn:loopCardinality>",
            "as many signers"),
        arguments(
            "inspectors by variable",
            ">2</bpmn:loopCardinality>",
            ">${n}</bpmn:loopCardinality>",
            "as many signers"),
        arguments(
            "an early end",
            "</bpmn:loopCardinality>",
            "</bpmn:loopCardinality><bpmn:completionCondition xsi:type=\"bpmn:tFormalExpression\">${true}</bpmn:completionCondition>",
            "completionCondition"),
        arguments(
            "one after the other",
            "<bpmn:multiInstanceLoopCharacteristics",
            "<bpmn:multiInstanceLoopCharacteristics isSequential=\"true\"",
            "isSequential"),
        arguments(
            "two signers for one act",
            "</bpmn:userTask>",
            "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type=\"bpmn:tFormalExpression\">2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>",
            "as many signers"),
        arguments(
            "a start by message",
            "<bpmn:startEvent id=\"hazardDiscovered\"",
            "<bpmn:startEvent id=\"later\"><bpmn:timerEventDefinition><bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent><bpmn:startEvent id=\"hazardDiscovered\"",
            "timerEventDefinition"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("altered")
  void whatWouldRunUnsignedIsRefused(String name, String drawn, String redrawn, String named) {
    assertThat(diagram).contains(drawn);
    int last = diagram.lastIndexOf(drawn);
    assertRefused(
        diagram.substring(0, last) + redrawn + diagram.substring(last + drawn.length()), named);
  }

  private static void assertRefused(String bpmn, String named) {
    long deployments = engine.getRepositoryService().createDeploymentQuery().count();
    assertThatThrownBy(() -> deploy(bpmn))
        .isInstanceOf(ProcessEngineException.class)
        .hasMessageContaining(named);
    assertThat(engine.getRepositoryService().createDeploymentQuery().count())
        .isEqualTo(deployments);
  }

  private static String added(String drawn) {
    return diagram.replace("</bpmn:process>", drawn + "</bpmn:process>");
  }

  private static void deploy(String bpmn) {
    engine.getRepositoryService().createDeployment().addString("x.bpmn", bpmn).deploy();
  }
}
