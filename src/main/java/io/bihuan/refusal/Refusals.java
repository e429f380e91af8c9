package io.bihuan.refusal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects every reason before saying no, so that a form comes back with all its faults at once.
 */
public final class Refusals {
  private final List<Refusal> found = new ArrayList<>();

  public Refusals add(String field, String code, Object... args) {
    found.add(Refusal.of(field, code, args));
    return this;
  }

  public Refusals addIf(boolean wrong, String field, String code, Object... args) {
    return wrong ? add(field, code, args) : this;
  }

  /** A text that must be there and fit. */
  public Refusals text(String field, @Nullable String value, int longest) {
    addIf(value == null || showsNothing(value), field, "refused.missing");
    return fits(field, value, longest);
  }

  /** A text that may be missing, but must fit. */
  public Refusals fits(String field, @Nullable String value, int longest) {
    return addIf(value != null && value.length() > longest, field, "refused.tooLong", longest);
  }

  /** Spaces of every width, and characters without a glyph: whoever reads it reads nothing. */
  private static boolean showsNothing(String value) {
    return value
        .codePoints()
        .allMatch(
            c ->
                Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.getType(c) == Character.FORMAT);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new Refused(found);
    }
  }
}
