package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Interruption;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Route;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/**
 * The law as drawn is the law as coded: every diagram against {@link Route}, {@link Act} and {@link
 * Interruption}.
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
          "endEvent",
          // 拒签 and 作废: the effect of a signed act of somebody else, which the guard looks up.
          "message",
          "messageEventDefinition",
          "boundaryEvent",
          "subProcess");

  private static final Set<String> CAMUNDA_ATTRIBUTES = Set.of("assignee", "historyTimeToLive");

  private static final Pattern GENERATED =
      Pattern.compile(
          "(Activity|Gateway|Flow|SequenceFlow|Event|StartEvent|EndEvent|Task|UserTask"
              + "|Process|Definitions|BPMNDiagram|BPMNPlane|id)_[0-9a-z]*[0-9][0-9a-z]*(_di)?");

  private static final Pattern QUESTION_TO_THE_LOOP =
      Pattern.compile(
          "\\$\\{loop\\.(?:(?:holder|standsAt|signers)\\(execution\\.processBusinessKey, '(\\w+)'\\)"
              + "|holderAt\\(execution\\.processBusinessKey, '(\\w+)', loopCounter\\))}");

  /**
   * Hazards that finish on the diagram they started on are not bound to the one that is drawn now.
   */
  private static final Set<Route> OUTLIVED = Set.of(Route.THIN);

  /** What a signed inspection found, or what is opened again, is registered by that. */
  private static final Set<Act> ALSO_FIRST = Set.of(Act.DETERMINE);

  private static Set<Route> routes(Procedure procedure) {
    return Arrays.stream(Route.values())
        .filter(route -> route.procedure() == procedure && !OUTLIVED.contains(route))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<Act> acts(Procedure procedure) {
    return routes(procedure).stream()
        .flatMap(route -> route.acts().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Test
  void everyProcedureHasItsDiagram() {
    assertThat(Diagram.all())
        .extracting(Diagram::name)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Procedure.values()).map(Procedure::id).toList());
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void theProcessIsNamedAfterItsFile(Diagram diagram) {
    assertThat(diagram.all(Process.class))
        .singleElement()
        .satisfies(
            process -> {
              assertThat(process.getId()).isEqualTo(diagram.name());
              assertThat(process.isExecutable()).isTrue();
            });
  }

  @ParameterizedTest
  @EnumSource
  void everyActIsExactlyOneUserTaskOfItsProcedure(Procedure procedure) {
    var diagram = Diagram.of(procedure);
    assertThat(diagram.all(Task.class))
        .extracting(Task::getId)
        .containsExactlyInAnyOrderElementsOf(acts(procedure).stream().map(Act::id).toList());
    assertThat(diagram.all(Task.class)).hasOnlyElementsOfType(UserTask.class);
  }

  @ParameterizedTest
  @EnumSource
  void aSubjectStartsWithTheFirstActOfItsRoute(Procedure procedure) {
    var flow = only(start(Diagram.of(procedure)).getOutgoing());
    Set<Act> firsts =
        Stream.concat(routes(procedure).stream().map(Route::first), ALSO_FIRST.stream())
            .filter(acts(procedure)::contains)
            .collect(Collectors.toSet());
    assertThat(next(flow)).isEqualTo(optional(firsts));
    assertThat(firsts).allSatisfy(first -> assertThat(arrives(flow, Optional.of(first))).isTrue());
    assertThat(routes(procedure)).extracting(Route::first).containsOnly(byDefault(flow).get());
  }

  /** A signed act of a route, and which way it was decided. */
  static Stream<Arguments> moves() {
    return Arrays.stream(Route.values())
        .filter(route -> !OUTLIVED.contains(route))
        .flatMap(
            route ->
                route.acts().stream()
                    .flatMap(
                        act ->
                            act.decisions().stream()
                                .map(decision -> decision.isBackward())
                                .distinct()
                                .map(backward -> Arguments.of(route, act, backward))));
  }

  /** As the engine plays it: when a gateway asks, the row has moved already. */
  @ParameterizedTest(name = "{0}: {1}, backward {2}")
  @MethodSource("moves")
  void theTokenArrivesWhereTheRowHasMoved(Route route, Act act, boolean backward) {
    var out = only(task(act).getOutgoing());
    assertThat(arrives(out, route.after(act, backward)))
        .as("to %s", route.after(act, backward))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void noWayIsDrawnThatNoRouteGoes(Act act) {
    Set<Optional<Act>> written = new HashSet<>();
    for (Route route : routes(Procedure.of(act))) {
      if (route.acts().contains(act)) {
        act.decisions().forEach(each -> written.add(route.after(act, each.isBackward())));
      }
    }
    assertThat(next(only(task(act).getOutgoing()))).isEqualTo(written);
  }

  @ParameterizedTest
  @EnumSource
  void theDefaultGoesForward(Act act) {
    assertThat(
            routes(Procedure.of(act)).stream()
                .filter(route -> route.acts().contains(act))
                .map(route -> route.after(act, false)))
        .contains(byDefault(only(task(act).getOutgoing())));
  }

  /** Nothing is both: a way that asks for an act leads to this act and to no other. */
  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void everyWayButTheDefaultAsksForTheActItLeadsTo(Diagram diagram) {
    for (var gateway : diagram.all(ExclusiveGateway.class)) {
      if (gateway.getOutgoing().size() == 1) {
        continue;
      }
      assertThat(gateway.getDefault()).as("default of " + gateway.getId()).isNotNull();
      assertThat(gateway.getDefault().getConditionExpression()).isNull();
      for (var flow : gateway.getOutgoing()) {
        if (!flow.equals(gateway.getDefault())) {
          Act act = only(next(flow)).orElseThrow();
          assertThat(flow.getConditionExpression().getTextContent())
              .as(flow.getId())
              .isEqualTo("${loop.standsAt(%s, '%s')}".formatted(KEY, act.id()));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void onlyADecisionAsksACondition(Diagram diagram) {
    assertThat(diagram.flows())
        .filteredOn(flow -> flow.getConditionExpression() != null)
        .filteredOn(flow -> flow.getSource().getOutgoing().size() == 1)
        .extracting(BaseElement::getId)
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whoeverSignsWithOthersSignsBesideThem(Act act) {
    var loop = task(act).getLoopCharacteristics();
    if (isSignedAlone(act)) {
      assertThat(loop).isNull();
      return;
    }
    assertThat(loop)
        .isInstanceOfSatisfying(
            MultiInstanceLoopCharacteristics.class,
            several -> {
              assertThat(several.isSequential()).isFalse();
              assertThat(several.getLoopCardinality().getTextContent())
                  .isEqualTo(
                      act.isSignedAsNamed()
                          ? "${loop.signers(%s, '%s')}".formatted(KEY, act.id())
                          : String.valueOf(act.signers()));
              assertThat(several.getCompletionCondition()).isNull();
            });
  }

  @ParameterizedTest
  @EnumSource
  void theLoopSaysWhoHoldsTheAct(Act act) {
    assertThat(task(act).getCamundaAssignee())
        .isEqualTo(
            isSignedAlone(act)
                ? "${loop.holder(%s, '%s')}".formatted(KEY, act.id())
                : "${loop.holderAt(%s, '%s', loopCounter)}".formatted(KEY, act.id()));
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void aMessageIsAnInterruption(Diagram diagram) {
    assertThat(diagram.all(Message.class))
        .allSatisfy(message -> assertThat(message.getId()).isEqualTo(message.getName()))
        .extracting(Message::getName)
        .isSubsetOf(Arrays.stream(Interruption.values()).map(Interruption::message).toList())
        .containsExactlyInAnyOrderElementsOf(
            diagram.all(MessageEventDefinition.class).stream()
                .map(definition -> definition.getMessage().getName())
                .distinct()
                .toList());
    assertThat(diagram.all(EventDefinition.class))
        .hasSameSizeAs(diagram.all(MessageEventDefinition.class));
  }

  /**
   * 拒签: where the law lets the unit decline, the loop goes on as if it had signed, and only there.
   */
  @ParameterizedTest
  @EnumSource
  void aDeclinedSignatureGoesOnForward(Act act) {
    Set<Interruption> instead =
        Arrays.stream(Interruption.values())
            .filter(each -> each.insteadOf().contains(act))
            .collect(Collectors.toSet());
    var events =
        diagramOf(act).all(BoundaryEvent.class).stream()
            .filter(event -> event.getAttachedTo().getId().equals(act.id()))
            .toList();
    assertThat(events)
        .extracting(event -> message(event))
        .containsExactlyInAnyOrderElementsOf(instead.stream().map(Interruption::message).toList());
    for (var event : events) {
      assertThat(event.cancelActivity()).isTrue();
      for (Route route : routes(Procedure.of(act))) {
        if (route.acts().contains(act)) {
          assertThat(arrives(only(event.getOutgoing()), route.after(act, false))).isTrue();
        }
      }
      assertThat(next(only(event.getOutgoing()))).isEqualTo(forward(act));
    }
  }

  /** 作废 ends a hazard wherever it stands; no matter is voided, and nothing in it is done. */
  @ParameterizedTest
  @EnumSource
  void whatIsVoidedLeavesFromWhereverItStands(Procedure procedure) {
    var diagram = Diagram.of(procedure);
    if (procedure != Procedure.RECTIFICATION) {
      assertThat(diagram.all(SubProcess.class)).isEmpty();
      return;
    }
    var voiding = only(diagram.all(SubProcess.class));
    assertThat(voiding.triggeredByEvent()).isTrue();
    assertThat(voiding.getFlowElements())
        .hasSize(3)
        .hasOnlyElementsOfTypes(StartEvent.class, SequenceFlow.class, EndEvent.class);
    var start = only(voiding.getChildElementsByType(StartEvent.class));
    assertThat(start.isInterrupting()).isTrue();
    assertThat(message(start)).isEqualTo(Interruption.HAZARD_VOIDED.message());
    assertThat(next(only(start.getOutgoing()))).containsExactly(Optional.empty());
  }

  @Test
  void nothingButTheLoopIsAsked() {
    assertThat(
            Diagram.all().stream()
                .flatMap(BpmnContractTest::texts)
                .filter(BpmnContractTest::isExpression))
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

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void nothingInTheDiagramRunsCodeKeepsTimeOrHoldsAVariable(Diagram diagram) {
    assertThat(written(diagram)).extracting(Element::getLocalName).isSubsetOf(ELEMENTS);
    assertThat(written(diagram).stream().flatMap(BpmnContractTest::attributes))
        .filteredOn(attribute -> CAMUNDA.equals(attribute.getNamespaceURI()))
        .extracting(Attr::getLocalName)
        .isSubsetOf(CAMUNDA_ATTRIBUTES);
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void noNameOrDocumentationHoldsAnExpression(Diagram diagram) {
    assertThat(words(diagram)).noneMatch(BpmnContractTest::isExpression);
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void theHistoryIsKeptForAStatedNumberOfDays(Diagram diagram) {
    assertThat(diagram.all(Process.class))
        .extracting(Process::getCamundaHistoryTimeToLiveString)
        .allMatch(days -> days != null && days.matches("P\\d+D"));
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void noIdIsGenerated(Diagram diagram) {
    assertThat(diagram.elements())
        .extracting(element -> element.getAttribute("id"))
        .noneMatch(id -> GENERATED.matcher(id).matches());
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void idsAreEnglishAndNamesAreChinese(Diagram diagram) {
    assertThat(diagram.elements())
        .extracting(element -> element.getAttribute("id"))
        .allMatch(id -> id.matches("[A-Za-z_-]*"));
    assertThat(words(diagram)).isNotEmpty().allMatch(BpmnContractTest::isChinese);
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void everyTaskEventAndProcessHasItsName(Diagram diagram) {
    assertThat(diagram.nodes())
        .filteredOn(node -> !(node instanceof Gateway))
        .filteredOn(node -> node.getName() == null)
        .extracting(BaseElement::getId)
        .isEmpty();
    assertThat(diagram.all(Process.class)).extracting(Process::getName).doesNotContainNull();
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void theProcessAndEveryTaskSayWhatIsDone(Diagram diagram) {
    assertThat(diagram.all(BaseElement.class))
        .filteredOn(
            element ->
                element instanceof Process
                    || element instanceof Task
                    || element instanceof SubProcess)
        .filteredOn(element -> element.getDocumentations().size() != 1)
        .extracting(BaseElement::getId)
        .isEmpty();
  }

  @Test
  void everyDecisionIsAQuestionAndEveryWayOutIsLabelled() {
    var decisions =
        Diagram.all().stream()
            .flatMap(diagram -> diagram.all(Gateway.class).stream())
            .filter(g -> g.getOutgoing().size() > 1)
            .toList();
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

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void flowsMeetInAGatewayAndNeverInATask(Diagram diagram) {
    assertThat(diagram.nodes())
        .filteredOn(node -> !(node instanceof Gateway))
        .filteredOn(node -> node.getIncoming().size() > 1 || node.getOutgoing().size() > 1)
        .extracting(BaseElement::getId)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void aGatewayEitherMergesOrDecides(Diagram diagram) {
    assertThat(diagram.all(Gateway.class))
        .filteredOn(gateway -> gateway.getIncoming().size() > 1 == gateway.getOutgoing().size() > 1)
        .extracting(BaseElement::getId)
        .isEmpty();
  }

  /**
   * A tool reads the lists of the nodes, the engine the ends of the flows: they must not differ.
   */
  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void everyNodeListsTheFlowsThatTouchIt(Diagram diagram) {
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

  private static boolean isSignedAlone(Act act) {
    return !act.isSignedAsNamed() && act.signers() == 1;
  }

  private static Diagram diagramOf(Act act) {
    return Diagram.of(Procedure.of(act));
  }

  private static UserTask task(Act act) {
    UserTask task = diagramOf(act).model().getModelElementById(act.id());
    assertThat(task).as(act.id()).isNotNull();
    return task;
  }

  private static StartEvent start(Diagram diagram) {
    return only(only(diagram.all(Process.class)).getChildElementsByType(StartEvent.class));
  }

  private static String message(CatchEvent event) {
    return ((MessageEventDefinition) only(event.getEventDefinitions())).getMessage().getName();
  }

  private static Set<Optional<Act>> forward(Act act) {
    return routes(Procedure.of(act)).stream()
        .filter(route -> route.acts().contains(act))
        .map(route -> route.after(act, false))
        .collect(Collectors.toSet());
  }

  private static Set<Optional<Act>> optional(Set<Act> acts) {
    return acts.stream().map(Optional::of).collect(Collectors.toSet());
  }

  /** The acts a flow can lead to, whatever its gateways are told; empty at an end. */
  private static Set<Optional<Act>> next(SequenceFlow flow) {
    var node = flow.getTarget();
    if (!(node instanceof ExclusiveGateway)) {
      return Set.of(actOf(node));
    }
    return node.getOutgoing().stream()
        .flatMap(each -> next(each).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<Act> byDefault(SequenceFlow flow) {
    var node = flow.getTarget();
    if (node instanceof ExclusiveGateway gateway) {
      return byDefault(
          gateway.getDefault() == null ? only(gateway.getOutgoing()) : gateway.getDefault());
    }
    return actOf(node);
  }

  /** Whether a token on this flow comes to where its subject stands already. */
  private static boolean arrives(SequenceFlow flow, Optional<Act> standing) {
    var node = flow.getTarget();
    if (!(node instanceof ExclusiveGateway gateway)) {
      return actOf(node).equals(standing);
    }
    return gateway.getOutgoing().stream()
        .filter(each -> holds(each, standing))
        .findFirst()
        .or(() -> Optional.ofNullable(gateway.getDefault()))
        .or(() -> Optional.of(only(gateway.getOutgoing())))
        .filter(each -> arrives(each, standing))
        .isPresent();
  }

  private static boolean holds(SequenceFlow flow, Optional<Act> standing) {
    return flow.getConditionExpression() != null
        && standing
            .map(act -> "${loop.standsAt(%s, '%s')}".formatted(KEY, act.id()))
            .filter(flow.getConditionExpression().getTextContent()::equals)
            .isPresent();
  }

  private static Optional<Act> actOf(FlowNode node) {
    return node instanceof EndEvent ? Optional.empty() : Optional.of(Act.of(node.getId()).get());
  }

  private static <T> T only(Iterable<T> several) {
    assertThat(several).hasSize(1);
    return several.iterator().next();
  }

  private static List<Element> written(Diagram diagram) {
    return diagram.elements().stream().filter(e -> !isDrawing(e)).toList();
  }

  private static boolean isDrawing(Element element) {
    return element.getNamespaceURI().startsWith("http://www.omg.org/spec/")
        && !BPMN.equals(element.getNamespaceURI());
  }

  private static Stream<String> texts(Diagram diagram) {
    return diagram.elements().stream()
        .flatMap(
            element ->
                Stream.concat(attributes(element).map(Attr::getValue), ownText(element).stream()));
  }

  private static List<String> words(Diagram diagram) {
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
