package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A token game over the drawing: every marking the loop can reach is visited. Conditions are
 * ignored on purpose: whatever people decide, no hazard may get stuck. A multi-instance task is one
 * move; so is a boundary event, in place of its task. An event sub-process takes every token there
 * is, wherever they lie.
 */
class BpmnSoundnessTest {
  /** What a node may do: take a token off each of these flows and put one on each of those. */
  private record Move(FlowNode node, List<String> takes, List<String> puts) {}

  private record Step(Move move, Marking to) {
    boolean ends() {
      return move.node instanceof EndEvent;
    }
  }

  /** Where the tokens lie: flow and how many wait on it. */
  private record Marking(Map<String, Integer> tokens) {
    boolean allows(Move move) {
      return tokens.keySet().containsAll(move.takes);
    }

    Marking after(Move move) {
      Map<String, Integer> moved = new TreeMap<>(tokens);
      move.takes.forEach(flow -> moved.merge(flow, -1, Integer::sum));
      move.puts.forEach(flow -> moved.merge(flow, 1, Integer::sum));
      moved.values().removeIf(count -> count == 0);
      return new Marking(moved);
    }

    boolean isSafe() {
      return tokens.values().stream().allMatch(count -> count == 1);
    }

    boolean isEmpty() {
      return tokens.isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void noFlowEverCarriesTwoTokens(Diagram diagram) {
    assertThat(play(diagram).keySet()).filteredOn(marking -> !marking.isSafe()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void theEndCanBeReachedFromWhereverAHazardStands(Diagram diagram) {
    var game = play(diagram);
    Set<Marking> ending = new HashSet<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (var entry : game.entrySet()) {
        boolean ends =
            entry.getKey().isEmpty()
                || entry.getValue().stream().anyMatch(step -> ending.contains(step.to));
        grown |= ends && ending.add(entry.getKey());
      }
    }
    assertThat(game.keySet()).filteredOn(marking -> !ending.contains(marking)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void everyTaskCanBeReached(Diagram diagram) {
    assertThat(steps(play(diagram)))
        .extracting(step -> step.move.node.getId())
        .containsAll(
            diagram.nodes().stream()
                .filter(node -> !(node instanceof StartEvent || node instanceof SubProcess))
                .map(FlowNode::getId)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void nothingIsLeftBehindAtTheEnd(Diagram diagram) {
    assertThat(steps(play(diagram)))
        .filteredOn(Step::ends)
        .isNotEmpty()
        .extracting(Step::to)
        .filteredOn(marking -> !marking.isEmpty())
        .isEmpty();
  }

  /**
   * Every reachable marking and the steps out of it. The game is over at the first flow with two
   * tokens, or it would never end.
   */
  private static Map<Marking, List<Step>> play(Diagram diagram) {
    var moves = moves(diagram);
    Map<Marking, List<Step>> game = new LinkedHashMap<>();
    var open = new ArrayDeque<>(List.of(start(diagram)));
    while (!open.isEmpty()) {
      var marking = open.remove();
      if (game.containsKey(marking)) {
        continue;
      }
      if (!marking.isSafe()) {
        game.put(marking, List.of());
        return game;
      }
      var steps =
          Stream.concat(moves.stream().filter(marking::allows), interruptions(diagram, marking))
              .map(move -> new Step(move, marking.after(move)))
              .toList();
      game.put(marking, steps);
      steps.forEach(step -> open.add(step.to));
    }
    return game;
  }

  private static List<Step> steps(Map<Marking, List<Step>> game) {
    return game.values().stream().flatMap(List::stream).toList();
  }

  private static Marking start(Diagram diagram) {
    var starts =
        diagram.all(StartEvent.class).stream()
            .filter(start -> start.getParentElement() instanceof Process)
            .toList();
    assertThat(starts).hasSize(1);
    var move = new Move(starts.get(0), List.of(), ids(starts.get(0).getOutgoing()));
    return new Marking(Map.of()).after(move);
  }

  /** An event sub-process is entered from wherever its subject stands, and only once. */
  private static Stream<Move> interruptions(Diagram diagram, Marking marking) {
    return diagram.all(SubProcess.class).stream()
        .filter(process -> process.triggeredByEvent() && !marking.isEmpty())
        .filter(
            process ->
                process.getChildElementsByType(SequenceFlow.class).stream()
                    .noneMatch(flow -> marking.tokens.containsKey(flow.getId())))
        .flatMap(process -> process.getChildElementsByType(StartEvent.class).stream())
        .map(
            start ->
                new Move(start, List.copyOf(marking.tokens.keySet()), ids(start.getOutgoing())));
  }

  private static List<Move> moves(Diagram diagram) {
    List<Move> moves = new ArrayList<>();
    for (var node : diagram.nodes()) {
      var in = ids(node.getIncoming());
      var out = ids(node.getOutgoing());
      if (node instanceof ParallelGateway) {
        moves.add(new Move(node, in, out));
      } else if (node instanceof ExclusiveGateway) {
        for (var arrived : in) {
          out.forEach(chosen -> moves.add(new Move(node, List.of(arrived), List.of(chosen))));
        }
      } else if (node instanceof UserTask || node instanceof EndEvent) {
        in.forEach(arrived -> moves.add(new Move(node, List.of(arrived), out)));
      } else if (node instanceof BoundaryEvent event && event.cancelActivity()) {
        ids(event.getAttachedTo().getIncoming())
            .forEach(arrived -> moves.add(new Move(node, List.of(arrived), out)));
      } else if (!(node instanceof StartEvent || node instanceof SubProcess)) {
        throw new IllegalStateException("no rule of the game for " + node.getId());
      }
    }
    return moves;
  }

  private static List<String> ids(Iterable<SequenceFlow> flows) {
    List<String> ids = new ArrayList<>();
    flows.forEach(flow -> ids.add(flow.getId()));
    return ids;
  }
}
