package io.bihuan.web;

/**
 * The passwords its owner has to choose before he goes on.
 *
 * @param login whether the login password is still the one he was given
 * @param signing whether he has no signing password
 * @param again whether he had one, and forgot it
 */
public record FirstSignInPage(Filled form, boolean login, boolean signing, boolean again) {}
