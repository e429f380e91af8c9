package io.bihuan.people;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.Codes;
import io.bihuan.refusal.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 统一社会信用代码, GB 32100-2015. */
class UsccTest {
  private static final String GOOD = "91350100M000100Y43";

  @Test
  void theExampleOfTheStandardIsACode() {
    assertThat(Uscc.of("uscc", GOOD).value()).isEqualTo(GOOD);
  }

  @Test
  void smallAndFullWidthLettersAndSpacesAreForgiven() {
    assertThat(Uscc.of("uscc", " 9135 0100 m000100y43 ").value()).isEqualTo(GOOD);
    assertThat(Uscc.of("uscc", "\uff19" + GOOD.substring(1)).value()).isEqualTo(GOOD);
  }

  @Test
  void aCodeThatAnotherReckonsIsACode() {
    for (int i = 0; i < 200; i++) {
      String code = Codes.next().value();
      assertThat(Uscc.of("uscc", code).value()).isEqualTo(code);
    }
  }

  @Test
  void anEmptyCodeIsMissing() {
    assertRefused(() -> Uscc.of("uscc", "  ")).containsExactly("uscc refused.missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "91350100M000100Y4", "91350100M000100Y433", "350100123456789"})
  void aWrongLengthIsSaid(String typed) {
    assertRefused(() -> Uscc.of("uscc", typed)).containsExactly("uscc refused.uscc.length");
  }

  @ParameterizedTest
  @ValueSource(chars = {'I', 'O', 'S', 'V', 'Z', '-', '\u4e00'})
  void aWrongCharacterIsNamedWithItsPlace(char wrong) {
    try {
      Uscc.of("uscc", GOOD.substring(0, 8) + wrong + GOOD.substring(9));
    } catch (Refused refused) {
      assertThat(refused.refusals().get(0).code()).isEqualTo("refused.uscc.character");
      assertThat(refused.refusals().get(0).args()).containsExactly(9, String.valueOf(wrong));
      return;
    }
    throw new AssertionError("It was taken.");
  }

  /** GB 32100 checks every place by a weight of its own. */
  @Test
  void oneWrongDigitInAnyPlaceIsFound() {
    for (int i = 0; i < GOOD.length(); i++) {
      char other = GOOD.charAt(i) == '7' ? '8' : '7';
      String wrong = GOOD.substring(0, i) + other + GOOD.substring(i + 1);
      assertRefused(() -> Uscc.of("uscc", wrong)).containsExactly("uscc refused.uscc.check");
    }
  }

  @Test
  void twoDigitsThatChangedPlacesAreFound() {
    String wrong = "19350100M000100Y43";
    assertRefused(() -> Uscc.of("uscc", wrong)).containsExactly("uscc refused.uscc.check");
  }
}
