package io.bihuan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.Options;

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
            "web");
  }

  @Test
  void eachModuleKeepsToWhatItDeclares() {
    MODULES.verify();
  }

  /** {@code docs/modules.puml} is written by this test when the property says so, else compared. */
  @Test
  void theDrawnModulesAreTheRealOnes(@TempDir Path fresh) throws IOException {
    Path drawn = Path.of("docs/modules.puml");
    new Documenter(MODULES, Options.defaults().withOutputFolder(fresh.toString()))
        .writeModulesAsPlantUml(
            DiagramOptions.defaults().withStyle(DiagramOptions.DiagramStyle.UML));
    String now = Files.readString(fresh.resolve("components.puml"));
    if (Boolean.getBoolean("bihuan.draw")) {
      Files.writeString(drawn, now);
    }
    assertThat(drawn)
        .as("docs/modules.puml is stale; draw it with -Dtest=ModularityTest -Dbihuan.draw=true")
        .hasContent(now);
  }
}
