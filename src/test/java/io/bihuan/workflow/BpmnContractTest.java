package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/**
 * The loop as drawn is the loop as coded: {@code hazard-rectification.bpmn} against {@link Act}.
 */
class BpmnContractTest {
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  private static final String KEY = "execution.processBusinessKey";

  /** Nothing here can run code, keep time or hold a variable; whoever adds an element says why. */
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
          "incoming",
          "outgoing",
          "endEvent");

  private static final Set<String> CAMUNDA_ATTRIBUTES = Set.of("assignee", "historyTimeToLive");

  private static final Pattern GENERATED =
      Pattern.compile(
          "(Activity|Gateway|Flow|SequenceFlow|Event|StartEvent|EndEvent|Task|UserTask"
              + "|Process|Definitions|BPMNDiagram|BPMNPlane|id)_[0-9a-z]*[0-9][0-9a-z]*(_di)?");

  private static final Pattern QUESTION_TO_THE_LOOP =
      Pattern.compile(
          "\\$\\{loop\\.(?:(?:holder|standsAt)\\(execution\\.processBusinessKey, '(\\w+)'\\)"
              + "|holderAt\\(execution\\.processBusinessKey, '(\\w+)', loopCounter\\))}");

  private final Diagram diagram = Diagram.hazardRectification();

  @Test
  void theProcessIsNamedAfterItsFile() {
    assertThat(Diagram.all())
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(each.all(Process.class))
                    .singleElement()
                    .satisfies(
                        process -> {
                          assertThat(process.getId()).isEqualTo(each.name());
                          assertThat(process.isExecutable()).isTrue();
                        }));
  }

  @Test
  void everyActIsExactlyOneUserTask() {
    assertThat(diagram.all(Task.class))
        .extracting(Task::getId)
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(Act.values()).map(Act::id).toList());
    assertThat(diagram.all(Task.class)).hasOnlyElementsOfType(UserTask.class);
  }

  @Test
  void aDiscoveredHazardIsRegisteredFirst() {
    assertThat(diagram.all(StartEvent.class))
        .singleElement()
        .satisfies(start -> assertThat(nextAct(only(start.getOutgoing()))).hasValue(Act.REGISTER));
  }

  @ParameterizedTest
  @EnumSource
  void aSignedActMovesAsTheTableSays(Act act) {
    if (goesOneWay(act)) {
      assertThat(only(task(act).getOutgoing()).getTarget()).isNotInstanceOf(EndEvent.class);
      assertThat(nextAct(only(task(act).getOutgoing()))).isEqualTo(Route.GENERAL.after(act, false));
      return;
    }
    assertThat(decision(act).getOutgoing()).hasSize(2);
    assertThat(nextAct(forward(act))).isEqualTo(Route.GENERAL.after(act, false));
    assertThat(nextAct(backward(act))).isEqualTo(Route.GENERAL.after(act, true));
  }

  @ParameterizedTest
  @EnumSource
  void theWayBackAsksWhereTheHazardStandsAndTheWayForwardIsTheDefault(Act act) {
    if (goesOneWay(act)) {
      assertThat(only(task(act).getOutgoing()).getConditionExpression()).isNull();
      return;
    }
    assertThat(forward(act).getConditionExpression()).isNull();
    assertThat(backward(act).getConditionExpression().getTextContent())
        .isEqualTo(
            "${loop.standsAt(%s, '%s')}"
                .formatted(KEY, Route.GENERAL.after(act, true).orElseThrow().id()));
  }

  @Test
  void onlyADecisionAsksACondition() {
    assertThat(diagram.flows())
        .filteredOn(flow -> flow.getConditionExpression() != null)
        .filteredOn(flow -> flow.getSource().getOutgoing().size() == 1)
        .extracting(BaseElement::getId)
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void twoSignersSignSideBySide(Act act) {
    var loop = task(act).getLoopCharacteristics();
    if (act.signers() == 1) {
      assertThat(loop).isNull();
      return;
    }
    assertThat(loop)
        .isInstanceOfSatisfying(
            MultiInstanceLoopCharacteristics.class,
            several -> {
              assertThat(several.isSequential()).isFalse();
              assertThat(several.getLoopCardinality().getTextContent())
                  .isEqualTo(String.valueOf(act.signers()));
              assertThat(several.getCompletionCondition()).isNull();
            });
  }

  @ParameterizedTest
  @EnumSource
  void theLoopSaysWhoHoldsTheAct(Act act) {
    assertThat(task(act).getCamundaAssignee())
        .isEqualTo(
            act.signers() == 1
                ? "${loop.holder(%s, '%s')}".formatted(KEY, act.id())
                : "${loop.holderAt(%s, '%s', loopCounter)}".formatted(KEY, act.id()));
  }

  @Test
  void nothingButTheLoopIsAsked() {
    assertThat(texts().filter(BpmnContractTest::isExpression))
        .isNotEmpty()
        .allSatisfy(
            expression -> {
              var question = QUESTION_TO_THE_LOOP.matcher(expression);
              assertThat(question.matches()).as(expression).isTrue();
              assertThat(Act.of(Optional.ofNullable(question.group(1)).orElse(question.group(2))))
                  .as(expression)
                  .isPresent();
            });
  }

  @Test
  void nothingInTheDiagramRunsCodeKeepsTimeOrHoldsAVariable() {
    assertThat(written()).extracting(Element::getLocalName).isSubsetOf(ELEMENTS);
    assertThat(written().stream().flatMap(BpmnContractTest::attributes))
        .filteredOn(attribute -> CAMUNDA.equals(attribute.getNamespaceURI()))
        .extracting(Attr::getLocalName)
        .isSubsetOf(CAMUNDA_ATTRIBUTES);
  }

  @Test
  void noNameOrDocumentationHoldsAnExpression() {
    assertThat(words()).noneMatch(BpmnContractTest::isExpression);
  }

  @Test
  void theHistoryIsKeptForAStatedNumberOfDays() {
    assertThat(Diagram.all())
        .flatExtracting(each -> each.all(Process.class))
        .extracting(Process::getCamundaHistoryTimeToLiveString)
        .allMatch(days -> days != null && days.matches("P\\d+D"));
  }

  @Test
  void noIdIsGenerated() {
    assertThat(diagram.elements())
        .extracting(element -> element.getAttribute("id"))
        .noneMatch(id -> GENERATED.matcher(id).matches());
  }

  @Test
  void idsAreEnglishAndNamesAreChinese() {
    assertThat(diagram.elements())
        .extracting(element -> element.getAttribute("id"))
        .allMatch(id -> id.matches("[A-Za-z_-]*"));
    assertThat(words()).isNotEmpty().allMatch(BpmnContractTest::isChinese);
  }

  @Test
  void everyTaskEventAndProcessHasItsName() {
    assertThat(diagram.nodes())
        .filteredOn(node -> node instanceof Task || node instanceof Event)
        .filteredOn(node -> node.getName() == null)
        .extracting(BaseElement::getId)
        .isEmpty();
    assertThat(diagram.all(Process.class)).extracting(Process::getName).doesNotContainNull();
  }

  @Test
  void theProcessAndEveryTaskSayWhatIsDone() {
    assertThat(diagram.all(BaseElement.class))
        .filteredOn(element -> element instanceof Process || element instanceof Task)
        .filteredOn(element -> element.getDocumentations().size() != 1)
        .extracting(BaseElement::getId)
        .isEmpty();
  }

  @Test
  void everyDecisionIsAQuestionAndEveryWayOutIsLabelled() {
    var decisions =
        diagram.all(Gateway.class).stream().filter(g -> g.getOutgoing().size() > 1).toList();
    assertThat(decisions)
        .extracting(Gateway::getName)
        .isNotEmpty()
        .allMatch(BpmnContractTest::isQuestion);
    assertThat(decisions)
        .flatExtracting(Gateway::getOutgoing)
        .filteredOn(flow -> flow.getName() == null)
        .extracting(BaseElement::getId)
        .isEmpty();
  }

  @Test
  void flowsMeetInAGatewayAndNeverInATask() {
    assertThat(diagram.nodes())
        .filteredOn(node -> !(node instanceof Gateway))
        .filteredOn(node -> node.getIncoming().size() > 1 || node.getOutgoing().size() > 1)
        .extracting(BaseElement::getId)
        .isEmpty();
  }

  @Test
  void aGatewayEitherMergesOrDecides() {
    assertThat(diagram.all(Gateway.class))
        .filteredOn(gateway -> gateway.getIncoming().size() > 1 == gateway.getOutgoing().size() > 1)
        .extracting(BaseElement::getId)
        .isEmpty();
  }

  /**
   * A tool reads the lists of the nodes, the engine the ends of the flows: they must not differ.
   */
  @Test
  void everyNodeListsTheFlowsThatTouchIt() {
    for (var node : diagram.nodes()) {
      assertThat(node.getIncoming())
          .as("into " + node.getId())
          .containsExactlyInAnyOrderElementsOf(
              diagram.flows().stream().filter(f -> f.getTarget().equals(node)).toList());
      assertThat(node.getOutgoing())
          .as("out of " + node.getId())
          .containsExactlyInAnyOrderElementsOf(
              diagram.flows().stream().filter(f -> f.getSource().equals(node)).toList());
    }
  }

  private static boolean goesOneWay(Act act) {
    return act.decisions().size() == 1;
  }

  private UserTask task(Act act) {
    UserTask task = diagram.model().getModelElementById(act.id());
    assertThat(task).as(act.id()).isNotNull();
    return task;
  }

  private ExclusiveGateway decision(Act act) {
    return (ExclusiveGateway) only(task(act).getOutgoing()).getTarget();
  }

  private SequenceFlow forward(Act act) {
    var forward = decision(act).getDefault();
    assertThat(forward).as("default of " + decision(act).getId()).isNotNull();
    return forward;
  }

  private SequenceFlow backward(Act act) {
    var others = new ArrayList<>(decision(act).getOutgoing());
    others.remove(forward(act));
    return only(others);
  }

  /** The act a flow leads to, through merges only; empty at the end of the loop. */
  private static Optional<Act> nextAct(SequenceFlow flow) {
    FlowNode node = flow.getTarget();
    while (node instanceof ExclusiveGateway) {
      node = only(node.getOutgoing()).getTarget();
    }
    if (node instanceof EndEvent) {
      return Optional.empty();
    }
    return Optional.of(Act.of(node.getId()).orElseThrow());
  }

  private static <T> T only(Iterable<T> several) {
    assertThat(several).hasSize(1);
    return several.iterator().next();
  }

  private List<Element> written() {
    return diagram.elements().stream().filter(e -> !isDrawing(e)).toList();
  }

  private static boolean isDrawing(Element element) {
    return element.getNamespaceURI().startsWith("http://www.omg.org/spec/")
        && !BPMN.equals(element.getNamespaceURI());
  }

  private Stream<String> texts() {
    return diagram.elements().stream()
        .flatMap(
            element ->
                Stream.concat(attributes(element).map(Attr::getValue), ownText(element).stream()));
  }

  private List<String> words() {
    return Stream.concat(
            diagram.all(FlowElement.class).stream().map(FlowElement::getName),
            Stream.concat(
                diagram.all(Process.class).stream().map(Process::getName),
                diagram.all(Documentation.class).stream().map(Documentation::getTextContent)))
        .filter(word -> word != null)
        .toList();
  }

  private static Stream<Attr> attributes(Element element) {
    var attributes = element.getAttributes();
    return Stream.iterate(0, i -> i < attributes.getLength(), i -> i + 1)
        .map(i -> (Attr) attributes.item(i));
  }

  private static Optional<String> ownText(Element element) {
    return element.getElementsByTagName("*").getLength() == 0
        ? Optional.of(element.getTextContent())
        : Optional.empty();
  }

  private static boolean isExpression(String text) {
    return text.contains("${") || text.contains("#{");
  }

  private static boolean isQuestion(String name) {
    return name != null && name.endsWith("\uFF1F");
  }

  private static boolean isChinese(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }
}
