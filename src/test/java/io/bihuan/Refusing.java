package io.bihuan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bihuan.refusal.Refused;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a person is told who was refused: a field, empty when it is about none, and the reason. */
public final class Refusing {
  private Refusing() {}

  /** The reasons, each as {@code field code}. Anything but a refusal in words fails the test. */
  public static ListAssert<String> assertRefused(ThrowingCallable asked) {
    Throwable thrown = catchThrowable(asked);
    assertThat(thrown).isInstanceOf(Refused.class);
    return assertThat(
        ((Refused) thrown).refusals().stream().map(r -> r.field() + " " + r.code()).toList());
  }
}
