package io.bihuan.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in. Outside the demo profile {@code demo} is null.
 *
 * @param name what was typed, to be shown again
 * @param problem why the last attempt was refused
 */
public record SignInPage(String name, @Nullable String problem, @Nullable Demo demo) {

  /** Everybody in the demo shares the two passwords; the page says so. */
  public record Demo(String password, String signingPassword, List<Account> accounts) {}

  /** A demo account: what one can play with it. */
  public record Account(String account, String name, String post, String organisation) {}
}
