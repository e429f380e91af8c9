package io.bihuan.signing;

import io.bihuan.hazard.Decision;
import org.jspecify.annotations.Nullable;

/** A form on which the signer says how he decides. */
public interface Decided {
  /** Null as long as he has not said it. */
  @Nullable Decision decision();
}
