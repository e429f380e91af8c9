package io.bihuan.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PepperTest {

  @TempDir private Path folder;

  @Test
  void theFirstStartMakesOneForTheOwnerOnly() throws IOException {
    Path file = folder.resolve("secrets/pepper");

    Pepper pepper = Pepper.loadOrCreate(file, new SecureRandom());

    assertThat(Files.readAllBytes(file)).hasSize(32).isEqualTo(pepper.bytes());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void theNextStartFindsTheSameOne() {
    Path file = folder.resolve("pepper");
    byte[] first = Pepper.loadOrCreate(file, new SecureRandom()).bytes();

    assertThat(Pepper.loadOrCreate(file, new SecureRandom()).bytes()).isEqualTo(first);
    assertThat(Pepper.load(file).bytes()).isEqualTo(first);
  }

  @Test
  void twoPeppersDiffer() {
    assertThat(Pepper.loadOrCreate(folder.resolve("a"), new SecureRandom()).bytes())
        .isNotEqualTo(Pepper.loadOrCreate(folder.resolve("b"), new SecureRandom()).bytes());
  }

  @Test
  void aLostPepperIsNotReplaced() {
    Path file = folder.resolve("pepper");

    assertThatThrownBy(() -> Pepper.load(file))
        .isInstanceOf(PepperRefused.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("Restore it");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
  void aPepperOpenToOthersIsRefused(String permissions) throws IOException {
    Path file = folder.resolve("pepper");
    Pepper.loadOrCreate(file, new SecureRandom());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> Pepper.loadOrCreate(file, new SecureRandom()))
        .isInstanceOf(PepperRefused.class)
        .hasMessageContaining(permissions)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void aPepperOnlyToBeReadIsTaken() throws IOException {
    Path file = folder.resolve("pepper");
    byte[] bytes = Pepper.loadOrCreate(file, new SecureRandom()).bytes();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

    assertThat(Pepper.load(file).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33, 64})
  void aFileOfAnotherSizeIsRefusedAndKept(int size) throws IOException {
    Path file = folder.resolve("pepper");
    Files.write(file, new byte[size]);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThatThrownBy(() -> Pepper.loadOrCreate(file, new SecureRandom()))
        .isInstanceOf(PepperRefused.class)
        .hasMessageContaining(size + " bytes instead of 32");
    assertThat(file).hasSize(size);
  }

  @Test
  void aFolderIsNoPepper() {
    assertThatThrownBy(() -> Pepper.loadOrCreate(folder, new SecureRandom()))
        .isInstanceOf(PepperRefused.class);
  }

  @Test
  void whoeverWipesHisCopyLeavesThePepperWhole() {
    Pepper pepper = Pepper.loadOrCreate(folder.resolve("pepper"), new SecureRandom());
    byte[] before = pepper.bytes();

    pepper.bytes()[0] ^= 1;

    assertThat(pepper.bytes()).isEqualTo(before);
  }
}
