package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Interruption;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Route;
import io.bihuan.hazard.Stage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;

/** {@code processes/README.md} is written from the diagrams and the code, and compared here. */
class ProcessesReadmeTest {
  private static final Path README = Path.of("processes/README.md");
  private static final Pattern CREATE = Pattern.compile("create table (\\S+)");
  private static final String MANUALS = "src/main/java/io/bihuan/loop/%s/package-info.java";

  /** Nobody stands on a start event; this is said by hand, and asked for with every new diagram. */
  private static final Map<Procedure, String> STARTED_BY =
      new EnumMap<>(
          Map.of(
              Procedure.RECTIFICATION,
              "an inspector: by a signed inspection, by a report, or by importing an open row of a register",
              Procedure.INSPECTION,
              "an inspector",
              Procedure.VOID,
              "an inspector of the hazard, before the order is issued",
              Procedure.DECLINE,
              "the lead inspector, when the unit will not sign or receive",
              Procedure.MAJOR_REPORT,
              "a hazard that is graded as major",
              Procedure.EMPLOYEE_NOTICE,
              "a hazard whose order is received",
              Procedure.PROGRESS,
              "the responsible person, while he rectifies",
              Procedure.LOOK_BACK,
              "the close-out of a major hazard, or an inspector",
              Procedure.REASSIGNMENT,
              "a section chief or a bureau leader, before the act is signed"));

  @Test
  void theTableOfProcessesIsTheRealOne() throws IOException {
    String now = readme();
    if (Boolean.getBoolean("bihuan.draw")) {
      Files.writeString(README, now);
    }
    assertThat(README)
        .as("stale; write it with: mvn test -Dtest=ProcessesReadmeTest -Dbihuan.draw=true")
        .hasContent(now);
  }

  @Test
  void aRecordIsATable() throws IOException {
    List<String> tables = new ArrayList<>();
    try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
      for (Path migration : migrations.toList()) {
        CREATE.matcher(Files.readString(migration)).results().forEach(t -> tables.add(t.group(1)));
      }
    }
    for (Stage stage : Stage.values()) {
      assertThat(tables).as("tables in the manual of " + stage).containsAll(records(stage));
    }
  }

  private static String readme() throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            # Processes 流程

            The law as drawn. Each file opens in a BPMN modeler and is deployed as it stands. This page is
            written by `ProcessesReadmeTest` from the diagrams, `Act`, `Route` and the manuals of the stages;
            do not edit it.

            | Process | Started by | Acts |
            |---|---|---|
            """);
    for (Procedure procedure : Procedure.values()) {
      Diagram diagram = Diagram.of(procedure);
      StartEvent start =
          process(diagram).getChildElementsByType(StartEvent.class).iterator().next();
      text.append(
          "| [%s](%s.bpmn) %s | %s (`%s` %s) | %d |%n"
              .formatted(
                  procedure.id(),
                  procedure.id(),
                  process(diagram).getName(),
                  STARTED_BY.get(procedure),
                  start.getId(),
                  start.getName(),
                  diagram.all(UserTask.class).size()));
    }
    text.append(
        """

        Every act is signed by its holder and leaves its row in `ledger.signed_act`. The numbers are those
        of `Act`: from each act forward, or back with a reason; which of several, the route of the subject
        says (`Route`).
        """);
    for (Procedure procedure : Procedure.values()) {
      Diagram diagram = Diagram.of(procedure);
      text.append(
          """

          ## %s %s

          | | Act | 动作 | Signers | Forward | Back | Stage |
          |---|---|---|---|---|---|---|
          """
              .formatted(procedure.id(), process(diagram).getName()));
      for (Act act : acts(diagram)) {
        UserTask task = diagram.model().getModelElementById(act.id());
        text.append(
            "| %d | `%s` | %s | %s | %s | %s | `%s` |%n"
                .formatted(
                    number(act),
                    act.id(),
                    task.getName(),
                    act.isSignedAsNamed() ? "as named" : act.signers(),
                    after(act, false),
                    act.decisions().size() == 1
                        ? ""
                        : after(act, true) + (act.opensRound(true) ? ", next round" : ""),
                    packageOf(act.stage())));
      }
      for (Interruption interruption : Interruption.values()) {
        text.append(interrupted(diagram, interruption));
      }
    }
    text.append(
        """

        ## Tables of the stages

        | Stage | 环节 | Tables |
        |---|---|---|
        """);
    Properties words = messages();
    for (Stage stage : Stage.values()) {
      text.append(
          "| `%s` | %s | %s |%n"
              .formatted(
                  packageOf(stage),
                  words.getProperty("stage." + stage),
                  records(stage).stream()
                      .map("`%s`"::formatted)
                      .collect(Collectors.joining(", "))));
    }
    return text.toString();
  }

  private static Process process(Diagram diagram) {
    return diagram.all(Process.class).get(0);
  }

  /** Where the routes of this release go; THIN is on the diagram of the release before. */
  private static String after(Act act, boolean backward) {
    return Arrays.stream(Route.values())
        .filter(route -> route != Route.THIN && route.acts().contains(act))
        .map(route -> route.after(act, backward).map(ProcessesReadmeTest::number).orElse(0))
        .distinct()
        .sorted()
        .map(number -> number == 0 ? "end" : String.valueOf(number))
        .collect(Collectors.joining(" or "));
  }

  /** What is said below the table of a diagram that waits for this message. */
  private static String interrupted(Diagram diagram, Interruption interruption) {
    List<CatchEvent> events =
        diagram.all(CatchEvent.class).stream()
            .filter(event -> event.getEventDefinitions().size() == 1)
            .filter(
                event ->
                    event.getChildElementsByType(MessageEventDefinition.class).stream()
                        .anyMatch(
                            each -> each.getMessage().getName().equals(interruption.message())))
            .toList();
    return events.isEmpty()
        ? ""
        : "%n`%s`, the effect of a signed `%s`: %s.%n"
            .formatted(
                interruption.message(),
                interruption.by().id(),
                events.stream()
                    .map(
                        event ->
                            event instanceof BoundaryEvent boundary
                                ? "%s instead of `%s`, and forward"
                                    .formatted(event.getName(), boundary.getAttachedTo().getId())
                                : "%s from wherever it stands, and end".formatted(event.getName()))
                    .collect(Collectors.joining("; ")));
  }

  private static Properties messages() throws IOException {
    Properties words = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of("src/main/resources/messages.properties"))) {
      words.load(reader);
    }
    return words;
  }

  private static List<Act> acts(Diagram diagram) {
    return Arrays.stream(Act.values())
        .filter(act -> diagram.model().getModelElementById(act.id()) != null)
        .toList();
  }

  private static int number(Act act) {
    return act.ordinal() + 1;
  }

  private static String packageOf(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  /** What the manual of the stage says after "Table:" or "Tables:", to the end of the sentence. */
  private static List<String> records(Stage stage) {
    try {
      String manual =
          Files.readString(Path.of(MANUALS.formatted(packageOf(stage)))).replaceAll("\n \\*", "");
      String tables = manual.replaceAll("(?s).*\\bTables?: ([^.]*)\\..*", "$1");
      return Arrays.stream(tables.split(",")).map(String::strip).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
