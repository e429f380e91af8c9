package io.bihuan.workflow;

import io.bihuan.hazard.Procedure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A drawing in {@code processes/}, read without an engine. Reading it checks it against the XSD.
 */
record Diagram(Path file, BpmnModelInstance model) {
  static Diagram of(Procedure procedure) {
    return read(Path.of("processes", procedure.id() + ".bpmn"));
  }

  static List<Diagram> all() {
    try (Stream<Path> files = Files.list(Path.of("processes"))) {
      return files
          .filter(file -> file.toString().endsWith(".bpmn"))
          .sorted()
          .map(Diagram::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Diagram read(Path file) {
    return new Diagram(file, Bpmn.readModelFromFile(file.toFile()));
  }

  String name() {
    return file.getFileName().toString().replace(".bpmn", "");
  }

  <T extends ModelElementInstance> List<T> all(Class<T> type) {
    return List.copyOf(model.getModelElementsByType(type));
  }

  List<FlowNode> nodes() {
    return all(FlowNode.class);
  }

  List<SequenceFlow> flows() {
    return all(SequenceFlow.class);
  }

  /** Every element as it is written, so that nothing hides behind what the model API knows. */
  List<Element> elements() {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      var found = factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("*");
      List<Element> elements = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        elements.add((Element) found.item(i));
      }
      return elements;
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
