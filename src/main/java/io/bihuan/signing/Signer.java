package io.bihuan.signing;

import io.bihuan.people.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * Who is about to sign, as the server knows him from his sign-in; never taken from a form.
 *
 * @param address the network address the request came from
 * @param screen the account of him on whose screen he signs; null on his own
 */
public record Signer(PersonId person, String username, String address, @Nullable String screen) {
  public Signer(PersonId person, String username, String address) {
    this(person, username, address, null);
  }
}
