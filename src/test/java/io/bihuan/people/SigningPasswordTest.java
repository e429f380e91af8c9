package io.bihuan.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningPasswordTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse",
        "Tr0ub4dor&3",
        "\u5b89\u5168\u751f\u4ea7\u4eba\u4eba\u6709\u8d23",
        "\ud83d\ude00\ud83d\ude01\ud83d\ude02\ud83d\ude03\ud83d\ude04\ud83d\ude05\ud83d\ude06\ud83d\ude07"
      })
  void aLongPasswordOfAnyCharactersIsTaken(String password) {
    assertThat(SigningPassword.refusal(password, "lisi")).isEmpty();
  }

  @Test
  void lengthIsCountedAsAPersonCounts() {
    assertThat(refusal("abcdefz")).isEqualTo("signingPassword.tooShort");
    assertThat(refusal("\ud83d\ude00".repeat(7))).isEqualTo("signingPassword.tooShort");
    // Eight code units typed, seven characters seen.
    assertThat(refusal("abcdefe\u0301")).isEqualTo("signingPassword.tooShort");
    assertThat(SigningPassword.refusal("\ud83d\ude00".repeat(128), "lisi")).isEmpty();
    assertThat(refusal("\ud83d\ude00".repeat(129))).isEqualTo("signingPassword.tooLong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc\u0000defgh", "abcdefgh\n", "abcdefgh\ud83d", "abcdefgh\u0378"})
  void whatCannotBeTypedAgainIsRefused(String password) {
    assertThat(refusal(password)).isEqualTo("signingPassword.unprintable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lisi.safety", "LiSi.Safety", "\uff4c\uff49\uff53\uff49.safety"})
  void theUserNameIsRefused(String password) {
    assertThat(SigningPassword.refusal(password, "Lisi.safety"))
        .contains("signingPassword.sameAsUserName");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678",
        "88888888",
        "password",
        "PassWord",
        "aaaaaa11",
        "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18"
      })
  void whatEverybodyTriesFirstIsRefused(String password) {
    assertThat(refusal(password)).isEqualTo("signingPassword.tooCommon");
  }

  @Test
  void aCommentOfTheListIsNoPassword() {
    assertThat(
            SigningPassword.refusal(
                "# Passwords that are tried first. One a line, lower case, at least 8 characters; # starts a comment.",
                "lisi"))
        .isEmpty();
  }

  private static String refusal(String password) {
    return SigningPassword.refusal(password, "lisi").orElse("");
  }
}
