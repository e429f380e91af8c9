package io.bihuan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {
  private static final ApplicationModules MODULES = ApplicationModules.of(BihuanApplication.class);

  /** Explicitly annotated modules only: else {@code loop} and {@code record} would be modules. */
  @Test
  void theModulesAreThose() {
    assertThat(MODULES.stream().map(module -> module.getIdentifier().toString()))
        .containsExactlyInAnyOrder(
            "storage",
            "people",
            "refusal",
            "workbook",
            "record.ledger",
            "record.evidence",
            "hazard",
            "signing",
            "loop.discovery",
            "loop.assignment",
            "loop.signoff",
            "loop.rectification",
            "loop.verification",
            "loop.closeout",
            "workflow",
            "web",
            "demo");
  }

  @Test
  void eachModuleKeepsToWhatItDeclares() {
    MODULES.verify();
  }

  /**
   * {@code docs/modules.puml} is drawn by this test when asked to, and compared otherwise. Not by
   * Modulith's own Documenter: its order is that of the class files on the disk.
   */
  @Test
  void theDrawnModulesAreTheRealOnes() throws IOException {
    Path drawn = Path.of("docs/modules.puml");
    String now = draw();
    if (Boolean.getBoolean("bihuan.draw")) {
      Files.writeString(drawn, now);
    }
    assertThat(drawn)
        .as("docs/modules.puml is stale; draw it with -Dtest=ModularityTest -Dbihuan.draw=true")
        .hasContent(now);
  }

  private static String draw() {
    SortedSet<String> components = new TreeSet<>();
    SortedSet<String> arrows = new TreeSet<>();
    for (ApplicationModule module : MODULES) {
      components.add(
          "component \"%s\" as %s".formatted(module.getDisplayName(), module.getIdentifier()));
      module
          .getDirectDependencies(MODULES)
          .uniqueModules()
          .map(other -> "%s --> %s".formatted(module.getIdentifier(), other.getIdentifier()))
          .forEach(arrows::add);
    }
    List<String> lines = new ArrayList<>(List.of("@startuml", "set separator none"));
    lines.addAll(components);
    lines.addAll(arrows);
    lines.add("@enduml");
    return String.join("\n", lines) + "\n";
  }
}
