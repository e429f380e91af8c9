package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Route;
import io.bihuan.hazard.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final Map<String, String> STARTED_BY =
      Map.of(
          "hazard-rectification",
          "an inspector: by a report, or by importing an open row of a register");

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
            written by `ProcessesReadmeTest` from the diagrams, `Act` and the manuals of the stages; do not
            edit it.

            | Process | Started by | Acts | Records |
            |---|---|---|---|
            """);
    for (Diagram diagram : Diagram.all()) {
      text.append(
          "| [%s](%s.bpmn) %s | %s (`%s` %s) | %d | %s |%n"
              .formatted(
                  diagram.name(),
                  diagram.name(),
                  diagram.all(Process.class).get(0).getName(),
                  STARTED_BY.get(diagram.name()),
                  diagram.all(StartEvent.class).get(0).getId(),
                  diagram.all(StartEvent.class).get(0).getName(),
                  diagram.all(UserTask.class).size(),
                  "`ledger.signed_act`, and below"));
    }
    for (Diagram diagram : Diagram.all()) {
      text.append(
          """

          ## %s %s

          Every act is signed by its holder and leaves its row in `ledger.signed_act`. The numbers are those
          of `Act`: from each act forward, or back with a reason.

          | | Act | 动作 | Signers | Forward | Back | Stage | Tables of the stage |
          |---|---|---|---|---|---|---|---|
          """
              .formatted(diagram.name(), diagram.all(Process.class).get(0).getName()));
      for (Act act : acts(diagram)) {
        UserTask task = diagram.model().getModelElementById(act.id());
        text.append(
            "| %s | `%s` | %s | %d | %s | %s | `%s` | %s |%n"
                .formatted(
                    number(act),
                    act.id(),
                    task.getName(),
                    act.signers(),
                    Route.GENERAL.after(act, false).map(ProcessesReadmeTest::number).orElse("end"),
                    act.decisions().size() == 1
                        ? ""
                        : Route.GENERAL
                                .after(act, true)
                                .map(ProcessesReadmeTest::number)
                                .orElseThrow()
                            + (act.opensRound(true) ? ", next round" : ""),
                    packageOf(act.stage()),
                    isFirstOfItsStage(act)
                        ? records(act.stage()).stream()
                            .map("`%s`"::formatted)
                            .collect(Collectors.joining(", "))
                        : "″"));
      }
    }
    return text.toString();
  }

  private static List<Act> acts(Diagram diagram) {
    return Arrays.stream(Act.values())
        .filter(act -> diagram.model().getModelElementById(act.id()) != null)
        .toList();
  }

  private static String number(Act act) {
    return String.valueOf(act.ordinal() + 1);
  }

  private static boolean isFirstOfItsStage(Act act) {
    return Arrays.stream(Act.values()).filter(each -> each.stage() == act.stage()).findFirst().get()
        == act;
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
