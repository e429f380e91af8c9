package io.bihuan.workflow;

import static java.util.Map.entry;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Interruption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BpmnParseException;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * What a diagram may be drawn with; everything else is refused as it is parsed. A script, a
 * delegate, a listener or an expression in a name would run code nobody signed for, and an event or
 * a sub-process would open ways the guard does not watch. What a later diagram needs is added here
 * together with its guard.
 */
final class AllowedDiagram {
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String MODELER = "http://camunda.org/schema/modeler/1.0";
  private static final String PICTURE = "http://www.omg.org/spec/BPMN/20100524/DI";

  private static final Set<String> ELEMENTS =
      Set.of(
          "definitions",
          "process",
          "documentation",
          "startEvent",
          "userTask",
          "multiInstanceLoopCharacteristics",
          "loopCardinality",
          "exclusiveGateway",
          "sequenceFlow",
          "conditionExpression",
          "endEvent",
          "message",
          "messageEventDefinition",
          "boundaryEvent",
          "subProcess",
          "incoming",
          "outgoing",
          "textAnnotation",
          "text",
          "association");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "id",
          "name",
          "targetNamespace",
          "exporter",
          "exporterVersion",
          "isExecutable",
          "triggeredByEvent",
          "default",
          "messageRef",
          "attachedToRef",
          "sourceRef",
          "targetRef",
          "associationDirection",
          SCHEMA + ":type",
          SCHEMA + ":schemaLocation",
          MODELER + ":executionPlatform",
          MODELER + ":executionPlatformVersion",
          CAMUNDA + ":historyTimeToLive");

  /** The schema adds these to a diagram that does not write them; another value is not foreseen. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          entry("typeLanguage", "http://www.w3.org/2001/XMLSchema"),
          entry("expressionLanguage", "http://www.w3.org/1999/XPath"),
          entry("processType", "None"),
          entry("isClosed", "false"),
          entry("isForCompensation", "false"),
          entry("startQuantity", "1"),
          entry("completionQuantity", "1"),
          entry("implementation", "##unspecified"),
          entry("isInterrupting", "true"),
          entry("cancelActivity", "true"),
          entry("parallelMultiple", "false"),
          entry("isSequential", "false"),
          entry("behavior", "All"),
          entry("gatewayDirection", "Unspecified"),
          entry("textFormat", "text/plain"));

  private static final String ASSIGNEE = CAMUNDA + ":assignee";

  private static final Set<String> CONDITIONS =
      Stream.concat(
              Stream.of("${loop.isOver(execution.processBusinessKey)}"),
              Arrays.stream(Act.values())
                  .map(Act::id)
                  .map("${loop.standsAt(execution.processBusinessKey, '%s')}"::formatted))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> MESSAGES =
      Arrays.stream(Interruption.values())
          .map(Interruption::message)
          .collect(Collectors.toUnmodifiableSet());

  private AllowedDiagram() {}

  static void check(Element element) {
    if (PICTURE.equals(element.getUri())) {
      return;
    }
    String tag = element.getTagName();
    if (!BPMN.equals(element.getUri()) || !ELEMENTS.contains(tag)) {
      throw refused("No diagram may contain a %s.".formatted(tag), element);
    }
    for (String attribute : element.attributes()) {
      checkAttribute(attribute, element);
    }
    switch (tag) {
      case "userTask" -> checkUserTask(element);
      case "message" ->
          require(MESSAGES.contains(element.attribute("name")), "is no message of ours", element);
      case "subProcess" -> checkSubProcess(element);
      case "conditionExpression" ->
          require(CONDITIONS.contains(element.getText().strip()), "asks something else", element);
      case "loopCardinality" -> {
        // Read with its task.
      }
      default -> require(!isExpression(element.getText()), "is an expression", element);
    }
    element.elements().forEach(AllowedDiagram::check);
  }

  private static void checkAttribute(String attribute, Element element) {
    if (attribute.equals(ASSIGNEE) && element.getTagName().equals("userTask")) {
      return;
    }
    String value = element.attribute(attribute);
    boolean isKnown =
        ATTRIBUTES.contains(attribute)
            || attribute.startsWith("xmlns:")
            || value.equals(DEFAULTS.get(attribute));
    require(isKnown, "has the attribute %s=%s".formatted(attribute, value), element);
    require(!isExpression(value), "has an expression as " + attribute, element);
  }

  /** A task is an act, asks for the holder of that act, and has as many signers as the law says. */
  private static void checkUserTask(Element task) {
    Act act =
        Act.of(String.valueOf(task.attribute("id")))
            .orElseThrow(() -> refused("A user task that is no act.", task));
    boolean alone = !act.isSignedAsNamed() && act.signers() == 1;
    String question =
        alone
            ? "${loop.holder(execution.processBusinessKey, '%s')}"
            : "${loop.holderAt(execution.processBusinessKey, '%s', loopCounter)}";
    require(
        question.formatted(act.id()).equals(task.attribute(ASSIGNEE)),
        "does not ask for its own holder",
        task);
    String signers =
        task.elements("multiInstanceLoopCharacteristics").stream()
            .flatMap(multi -> multi.elements("loopCardinality").stream())
            .map(cardinality -> cardinality.getText().strip())
            .collect(Collectors.joining());
    String wanted =
        act.isSignedAsNamed()
            ? "${loop.signers(execution.processBusinessKey, '%s')}".formatted(act.id())
            : String.valueOf(act.signers());
    require(signers.equals(alone ? "" : wanted), "has not as many signers as its act", task);
  }

  /** Nothing but what a signed act triggers: it opens no task, so nothing in it waits unsigned. */
  private static void checkSubProcess(Element process) {
    require("true".equals(process.attribute("triggeredByEvent")), "waits in the loop", process);
    List<String> inside =
        process.elements().stream()
            .map(Element::getTagName)
            .filter(tag -> !tag.equals("documentation") && !tag.equals("sequenceFlow"))
            .toList();
    require(inside.equals(List.of("startEvent", "endEvent")), "does more than end", process);
    require(
        process.elements("startEvent").get(0).elements("messageEventDefinition").size() == 1,
        "starts by itself",
        process);
  }

  private static boolean isExpression(String text) {
    return Stream.of("${", "#{").anyMatch(text::contains);
  }

  private static void require(boolean allowed, String otherwise, Element element) {
    if (!allowed) {
      throw refused("%s %s.".formatted(element.getTagName(), otherwise), element);
    }
  }

  private static BpmnParseException refused(String why, Element element) {
    return new BpmnParseException(why, element);
  }
}
