package io.bihuan.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class LoginPasswordsTest {
  private final LoginPasswords cheap =
      new LoginPasswords(new SignInSettings(256, 1, 1, true, 5, 30));

  @Test
  void aPasswordMatchesItselfAndNoOther() {
    String kept = cheap.encode("three old horses");

    assertThat(cheap.matches("three old horses", kept)).isTrue();
    assertThat(cheap.matches("three old horses ", kept)).isFalse();
    assertThat(cheap.matches("", kept)).isFalse();
  }

  @Test
  void aPasswordIsTheSameWhetherTheKeyboardComposesItsCharactersOrNot() {
    String composed = "caf\u00e9 at noon";
    String decomposed = "cafe\u0301 at noon";

    assertThat(cheap.matches(decomposed, cheap.encode(composed))).isTrue();
    assertThat(cheap.matches(composed, cheap.encode(decomposed))).isTrue();
  }

  @Test
  void spacesAndEmojiAreKeptAsTheyWereTyped() {
    String kept = cheap.encode(" \ud83d\udd25 fire ");

    assertThat(cheap.matches(" \ud83d\udd25 fire ", kept)).isTrue();
    assertThat(cheap.matches("\ud83d\udd25 fire", kept)).isFalse();
  }

  @Test
  void whatIsTooLongForAPasswordIsNotEvenHashed() {
    String kept = cheap.encode("x".repeat(128));

    assertThat(cheap.matches("x".repeat(128), kept)).isTrue();
    assertThat(cheap.matches("x".repeat(129), cheap.encode("x".repeat(129)))).isFalse();
  }

  @Test
  void noHashAndABrokenHashMatchNothing() {
    assertThat(cheap.matches("anything", null)).isFalse();
    assertThat(cheap.matches("anything", "")).isFalse();
    assertThat(cheap.matches("anything", "{noop}anything")).isFalse();
    assertThat(cheap.matches("nobody", "broken")).isFalse();
  }

  @Test
  void anActivationCodeMatchesWhatIsKeptOfItAndNothingElse() {
    String kept = LoginPasswords.keptOfCode("the-code-of-somebody");

    assertThat(kept).doesNotContain("the-code-of-somebody");
    assertThat(cheap.matches("the-code-of-somebody", kept)).isTrue();
    assertThat(cheap.matches("the-code-of-nobody", kept)).isFalse();
    assertThat(cheap.matches(kept, kept)).isFalse();
    assertThat(cheap.matches("", kept)).isFalse();
  }

  @Test
  void productionStartsWithNoCheapPasswords() {
    assertThatThrownBy(() -> new LoginPasswords(new SignInSettings(256, 1, 1, false, 5, 30)))
        .isInstanceOf(CheapPasswordsRefused.class)
        .hasMessageContaining("bihuan.sign-in");
  }

  @Test
  void productionTakesNoHashOfATest() {
    LoginPasswords production = new LoginPasswords(new SignInSettings(16384, 2, 1, false, 5, 30));

    assertThat(production.matches("three old horses", cheap.encode("three old horses"))).isFalse();
  }

  @Test
  void aHashOfTheFirstReleaseIsStillGood() {
    LoginPasswords production = new LoginPasswords(new SignInSettings(16384, 2, 1, false, 5, 30));
    String released =
        Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("three old horses");

    assertThat(production.matches("three old horses", released)).isTrue();
    assertThat(production.matches("four old horses", released)).isFalse();
  }
}
