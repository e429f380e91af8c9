package io.bihuan.signing;

import io.bihuan.people.PersonId;

/**
 * Who is about to sign, as the server knows him from his sign-in; never taken from a form.
 *
 * @param address the network address the request came from
 */
public record Signer(PersonId person, String username, String address) {}
