package io.bihuan.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with keys, started without the file that they were wrapped with. */
@BihuanTest
class LostPepperTest {
  @TempDir private Path directory;
  @Autowired private County county;
  @Autowired private SigningKeyMapper keys;
  @Autowired private PeopleMapper people;
  @Autowired private TransactionTemplate transaction;
  @Autowired private Environment environment;
  @Autowired private AccountMapper accounts;
  @Autowired private Superiors superiors;
  @Autowired private Clock clock;

  @Test
  void itIsNotReplacedByANewOne() {
    county.found();
    Path lost = directory.resolve("pepper");
    SigningSettings settings = new SigningSettings(lost, 256, 1, 1, true, 5, 15);

    assertThatThrownBy(
            () ->
                new SigningKeys(
                    keys, people, accounts, superiors, settings, transaction, environment, clock))
        .isInstanceOf(PepperRefused.class)
        .hasMessageContaining("Restore it from its backup");
    assertThat(lost).doesNotExist();
  }
}
