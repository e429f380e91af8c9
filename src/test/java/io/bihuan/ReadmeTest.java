package io.bihuan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The walk of the README, run as it stands there: an open row of a register is driven to 销号. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "bihuan.database.url=jdbc:h2:mem:readme",
      "bihuan.evidence.directory=target/test-data/readme-evidence"
    })
@ActiveProfiles({"demo", "test"})
class ReadmeTest {
  private static final Pattern BLOCK =
      Pattern.compile("<!-- run -->\\R```bash\\R(.*?)```", Pattern.DOTALL);
  private static final List<String> SHOTS =
      List.of(
          "exit-before.jpg",
          "exit-round-1.jpg",
          "exit-after.jpg",
          "cabinet-before.jpg",
          "cabinet-after.jpg",
          "pit-before.jpg",
          "pit-after.jpg");

  @LocalServerPort private int port;
  @Autowired private Hazards hazards;
  @Autowired private Ledger ledger;
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"docs/ledger-example.xlsx", "../shared/data/hazard-ledger-sample.xlsx"})
  void theCommandsDriveAnOpenRowOfARegisterToCloseOut(String register)
      throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of(register)), register + " is not here");
    assumeTrue(Files.exists(Path.of("/bin/bash")), "no bash here");
    for (String shot : SHOTS) {
      Files.copy(new ByteArrayInputStream(County.aPhoto()), directory.resolve(shot));
    }

    String printed = run(commandsOf("README.md"), Path.of(register).toAbsolutePath());

    Matcher receipt =
        Pattern.compile("\"subject\":\"(YH-[0-9-]+)\",\"act\":\"closeOut\"").matcher(printed);
    assertThat(receipt.find()).as(printed).isTrue();
    String no = receipt.group(1);
    assertThat(hazards.get(HazardNo.parse(no).orElseThrow()).isClosedOut()).isTrue();
    List<SignedAct> signed = ledger.of(no);
    assertThat(signed).hasSize(20);
    assertThat(signed).filteredOn(act -> act.decision().equals("SENT_BACK")).hasSize(1);
    assertThat(signed.stream().map(SignedAct::signerId).map(PersonId::new).distinct()).hasSize(7);
  }

  @Test
  void bothReadmesHaveTheSameCommands() throws IOException {
    assertThat(commandsOf("README.en.md")).isEqualTo(commandsOf("README.md"));
  }

  @Test
  void whatAReadmePointsToIsThere() throws IOException {
    for (String readme : List.of("README.md", "README.en.md")) {
      Matcher link =
          Pattern.compile("(?:\\]\\(|src=\")([^)#\":]+)[)\"]")
              .matcher(Files.readString(Path.of(readme)));
      while (link.find()) {
        assertThat(new File(link.group(1))).as(readme).exists();
      }
    }
  }

  private static String commandsOf(String readme) throws IOException {
    StringBuilder commands = new StringBuilder();
    Matcher block = BLOCK.matcher(Files.readString(Path.of(readme)));
    while (block.find()) {
      commands.append(block.group(1));
    }
    return commands.toString();
  }

  private String run(String commands, Path register) throws IOException, InterruptedException {
    Path script = Files.writeString(directory.resolve("walk.sh"), commands);
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-euo", "pipefail", script.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true);
    bash.environment()
        .putAll(
            Map.of(
                "BIHUAN",
                "http://localhost:" + port,
                "LEDGER",
                register.toString(),
                "PHOTOS",
                directory.toString(),
                "LC_ALL",
                "C.UTF-8"));
    Process walk = bash.start();
    String printed = new String(walk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(walk.waitFor()).as(printed).isZero();
    return printed;
  }
}
