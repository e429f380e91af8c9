package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A diagram that hangs on a wall must read without guessing which line goes where. */
class BpmnGeometryTest {
  /** What a viewer needs for one Chinese character and one line of an outside label. */
  private static final int CHARACTER = 11;

  private static final int LINE = 14;

  private record Point(double x, double y) {}

  private record Box(double left, double top, double right, double bottom) {
    static Box of(Bounds bounds) {
      return new Box(
          bounds.getX(),
          bounds.getY(),
          bounds.getX() + bounds.getWidth(),
          bounds.getY() + bounds.getHeight());
    }

    double width() {
      return right - left;
    }

    double height() {
      return bottom - top;
    }

    Point middle() {
      return new Point((left + right) / 2, (top + bottom) / 2);
    }

    /** Touching counts: two borders on one line look like one shape. */
    boolean meets(Box other) {
      return left <= other.right
          && other.left <= right
          && top <= other.bottom
          && other.top <= bottom;
    }

    boolean holds(Box other) {
      return left < other.left && other.right < right && top < other.top && other.bottom < bottom;
    }

    boolean isEnteredBy(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  private record Segment(Point from, Point to) {
    boolean isVertical() {
      return from.x == to.x;
    }

    boolean isHorizontal() {
      return from.y == to.y;
    }

    Box extent() {
      return new Box(
          Math.min(from.x, to.x),
          Math.min(from.y, to.y),
          Math.max(from.x, to.x),
          Math.max(from.y, to.y));
    }

    boolean hasEndAt(Point point) {
      return from.equals(point) || to.equals(point);
    }
  }

  private record Edge(SequenceFlow flow, List<Point> points) {
    Point start() {
      return points.get(0);
    }

    Point end() {
      return points.get(points.size() - 1);
    }

    List<Segment> segments() {
      List<Segment> segments = new ArrayList<>();
      for (int i = 1; i < points.size(); i++) {
        segments.add(new Segment(points.get(i - 1), points.get(i)));
      }
      return segments;
    }
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void everythingIsDrawnOnce(Diagram diagram) {
    assertThat(diagram.all(BpmnShape.class))
        .extracting(shape -> shape.getBpmnElement().getId())
        .containsExactlyInAnyOrderElementsOf(
            diagram.nodes().stream().map(BaseElement::getId).toList());
    assertThat(diagram.all(BpmnEdge.class))
        .extracting(edge -> edge.getBpmnElement().getId())
        .containsExactlyInAnyOrderElementsOf(
            diagram.flows().stream().map(BaseElement::getId).toList());
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void noTwoShapesOverlap(Diagram diagram) {
    var shapes = List.copyOf(shapes(diagram).entrySet());
    var overlaps = new TreeSet<String>();
    for (int i = 0; i < shapes.size(); i++) {
      for (var other : shapes.subList(i + 1, shapes.size())) {
        if (shapes.get(i).getValue().meets(other.getValue())
            && !belongTogether(shapes.get(i).getKey(), other.getKey())) {
          overlaps.add(shapes.get(i).getKey().getId() + " and " + other.getKey().getId());
        }
      }
    }
    assertThat(overlaps).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void whatInterruptsATaskSitsOnItsBorder(Diagram diagram) {
    var shapes = shapes(diagram);
    for (var event : diagram.all(BoundaryEvent.class)) {
      assertThat(
              isOnBorder(
                  shapes.get(event).middle(),
                  event.getAttachedTo(),
                  shapes.get(event.getAttachedTo())))
          .as(event.getId())
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void whatBelongsToASubProcessLiesWithinIt(Diagram diagram) {
    var shapes = shapes(diagram);
    for (var process : diagram.all(SubProcess.class)) {
      Box frame = shapes.get(process);
      process.getChildElementsByType(FlowNode.class).stream()
          .map(shapes::get)
          .forEach(box -> assertThat(frame.holds(box)).isTrue());
      edges(diagram).stream()
          .filter(edge -> process.equals(edge.flow.getParentElement()))
          .flatMap(edge -> edge.segments().stream())
          .forEach(segment -> assertThat(frame.holds(segment.extent())).isTrue());
    }
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void everyEdgeStartsAndEndsOnTheBorderOfItsShapes(Diagram diagram) {
    var shapes = shapes(diagram);
    var loose = new TreeSet<String>();
    for (var edge : edges(diagram)) {
      var source = edge.flow.getSource();
      var target = edge.flow.getTarget();
      if (!isOnBorder(edge.start(), source, shapes.get(source))) {
        loose.add(edge.flow.getId() + " does not leave " + source.getId());
      }
      if (!isOnBorder(edge.end(), target, shapes.get(target))) {
        loose.add(edge.flow.getId() + " does not reach " + target.getId());
      }
    }
    assertThat(loose).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void everyEdgeRunsAtRightAngles(Diagram diagram) {
    assertThat(edges(diagram))
        .filteredOn(
            edge -> edge.segments().stream().anyMatch(s -> s.isHorizontal() == s.isVertical()))
        .extracting(edge -> edge.flow.getId())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void noEdgeCrossesAShape(Diagram diagram) {
    var crossings = new TreeSet<String>();
    for (var edge : edges(diagram)) {
      shapes(diagram)
          .forEach(
              (element, box) -> {
                boolean own =
                    element.equals(edge.flow.getSource()) || element.equals(edge.flow.getTarget());
                if (element.equals(edge.flow.getParentElement())) {
                  return;
                }
                for (var segment : edge.segments()) {
                  if (own ? box.isEnteredBy(segment.extent()) : box.meets(segment.extent())) {
                    crossings.add(edge.flow.getId() + " crosses " + element.getId());
                  }
                }
              });
    }
    assertThat(crossings).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void noTwoEdgesRunAlongOneLine(Diagram diagram) {
    assertThat(meetings(diagram, (one, other) -> shared(one, other) > 0)).isEmpty();
  }

  /** Two lines may cross, never touch: a corner on another line reads as a junction. */
  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void noEdgeBendsOnAnother(Diagram diagram) {
    assertThat(
            meetings(
                diagram,
                (one, other) -> {
                  if (!one.extent().meets(other.extent())) {
                    return false;
                  }
                  var at =
                      new Point(
                          Math.max(one.extent().left, other.extent().left),
                          Math.max(one.extent().top, other.extent().top));
                  return one.hasEndAt(at) || other.hasEndAt(at);
                }))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void everyOutsideLabelHasItsPlaceAndFitsItsText(Diagram diagram) {
    assertThat(outsideNames(diagram)).isNotEmpty();
    assertThat(labels(diagram).keySet())
        .extracting(BaseElement::getId)
        .containsExactlyInAnyOrderElementsOf(
            outsideNames(diagram).stream().map(BaseElement::getId).toList());
    labels(diagram)
        .forEach(
            (element, box) ->
                assertThat(Math.floor(box.width() / CHARACTER) * Math.floor(box.height() / LINE))
                    .as("room for " + element.getName())
                    .isGreaterThanOrEqualTo(element.getName().length()));
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void noLabelLiesOnAShapeAnEdgeOrAnotherLabel(Diagram diagram) {
    var covered = new TreeSet<String>();
    labels(diagram)
        .forEach(
            (element, label) -> {
              shapes(diagram)
                  .forEach(
                      (other, box) -> {
                        if (label.meets(box) && !isWithin(element, other)) {
                          covered.add(element.getId() + " on shape " + other.getId());
                        }
                      });
              for (var edge : edges(diagram)) {
                if (edge.segments().stream().anyMatch(s -> label.meets(s.extent()))) {
                  covered.add(element.getId() + " on edge " + edge.flow.getId());
                }
              }
              labels(diagram)
                  .forEach(
                      (other, box) -> {
                        if (!other.equals(element) && label.meets(box)) {
                          covered.add(element.getId() + " on label " + other.getId());
                        }
                      });
            });
    assertThat(covered).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.workflow.Diagram#all")
  void everythingLiesOnWholePoints(Diagram diagram) {
    assertThat(diagram.elements())
        .flatExtracting(
            element -> Stream.of("x", "y", "width", "height").map(element::getAttribute).toList())
        .allMatch(number -> number.matches("\\d*"));
  }

  private interface Meeting {
    boolean happens(Segment one, Segment other);
  }

  private static TreeSet<String> meetings(Diagram diagram, Meeting meeting) {
    var meetings = new TreeSet<String>();
    var edges = edges(diagram);
    for (int i = 0; i < edges.size(); i++) {
      for (var other : edges.subList(i + 1, edges.size())) {
        for (var one : edges.get(i).segments()) {
          if (other.segments().stream().anyMatch(segment -> meeting.happens(one, segment))) {
            meetings.add(edges.get(i).flow.getId() + " and " + other.flow.getId());
          }
        }
      }
    }
    return meetings;
  }

  private static double shared(Segment one, Segment other) {
    var a = one.extent();
    var b = other.extent();
    if (one.isHorizontal() && other.isHorizontal() && a.top == b.top) {
      return Math.min(a.right, b.right) - Math.max(a.left, b.left);
    }
    if (one.isVertical() && other.isVertical() && a.left == b.left) {
      return Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    }
    return 0;
  }

  /** An event on the border of its task, and what is drawn inside a sub-process. */
  private static boolean belongTogether(FlowElement one, FlowElement other) {
    return Stream.of(one, other)
            .anyMatch(
                each ->
                    each instanceof BoundaryEvent event
                        && List.of(one, other).contains(event.getAttachedTo()))
        || isWithin(one, other)
        || isWithin(other, one);
  }

  private static boolean isWithin(FlowElement element, FlowElement process) {
    return process.equals(element.getParentElement());
  }

  private static boolean isOnBorder(Point point, BaseElement element, Box box) {
    double dx = Math.abs(point.x - box.middle().x) / (box.width() / 2);
    double dy = Math.abs(point.y - box.middle().y) / (box.height() / 2);
    double reach;
    if (element instanceof Gateway) {
      reach = dx + dy;
    } else if (element instanceof Event) {
      reach = Math.hypot(dx, dy);
    } else {
      reach = Math.max(dx, dy);
    }
    return Math.abs(reach - 1) < 1e-9;
  }

  private static Map<FlowElement, Box> shapes(Diagram diagram) {
    Map<FlowElement, Box> shapes = new LinkedHashMap<>();
    for (var shape : diagram.all(BpmnShape.class)) {
      shapes.put((FlowElement) shape.getBpmnElement(), Box.of(shape.getBounds()));
    }
    return shapes;
  }

  private static List<Edge> edges(Diagram diagram) {
    return diagram.all(BpmnEdge.class).stream()
        .map(
            edge ->
                new Edge(
                    (SequenceFlow) edge.getBpmnElement(),
                    edge.getWaypoints().stream().map(w -> new Point(w.getX(), w.getY())).toList()))
        .toList();
  }

  /** A task wears its name inside; events, gateways and flows wear theirs outside. */
  private static List<FlowElement> outsideNames(Diagram diagram) {
    return diagram.all(FlowElement.class).stream()
        .filter(e -> e instanceof Event || e instanceof Gateway || e instanceof SequenceFlow)
        .filter(e -> e.getName() != null)
        .toList();
  }

  private static Map<FlowElement, Box> labels(Diagram diagram) {
    Map<FlowElement, Box> labels = new LinkedHashMap<>();
    for (var shape : diagram.all(BpmnShape.class)) {
      put(labels, (FlowElement) shape.getBpmnElement(), shape.getBpmnLabel());
    }
    for (var edge : diagram.all(BpmnEdge.class)) {
      put(labels, (FlowElement) edge.getBpmnElement(), edge.getBpmnLabel());
    }
    return labels;
  }

  private static void put(Map<FlowElement, Box> labels, FlowElement element, BpmnLabel label) {
    if (label != null && label.getBounds() != null) {
      labels.put(element, Box.of(label.getBounds()));
    }
  }
}
