package io.bihuan;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** A start that the product itself refuses is told in a line, not in a page of stack trace. */
final class RefusedStart implements FailureAnalyzer {
  private static final String PRODUCT = BihuanApplication.class.getPackageName() + ".";
  private static final Set<String> PLAIN =
      Set.of(
          IllegalStateException.class.getName(),
          IllegalArgumentException.class.getName(),
          PRODUCT + "people.PepperRefused");

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isOurs(cause)) {
        Throwable reason = cause.getCause();
        return new FailureAnalysis(
            cause.getMessage() + (reason == null ? "" : ": " + reason.getMessage()),
            "See docs/operate.md.",
            failure);
      }
    }
    return null;
  }

  private static boolean isOurs(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return PLAIN.contains(cause.getClass().getName())
        && trace.length > 0
        && trace[0].getClassName().startsWith(PRODUCT);
  }
}
