package io.bihuan.web;

import io.bihuan.people.LoginPasswords;
import io.bihuan.people.SignInThrottle;
import java.time.Duration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * The one way to sign in, for pages and scripts alike. Whoever is unknown, disabled or wrong gets
 * the same answer at the same cost.
 */
@Component
class SignInProvider implements AuthenticationProvider {
  /** Who waits for longer than a second holds up whoever waits to sign an act. */
  private static final int LONGEST_QUEUE = 20;

  private final DaoAuthenticationProvider passwords;
  private final LoginPasswords logins;
  private final SignInThrottle throttle;

  SignInProvider(SignIn accounts, LoginPasswords logins, SignInThrottle throttle) {
    this.passwords = new DaoAuthenticationProvider(accounts);
    this.passwords.setPasswordEncoder(logins);
    // Before the password is looked at, it would answer sooner for who is disabled.
    this.passwords.setPreAuthenticationChecks(account -> {});
    this.passwords.setPostAuthenticationChecks(
        account -> {
          if (!account.isEnabled()) {
            throw new BadCredentialsException("Disabled.");
          }
        });
    this.logins = logins;
    this.throttle = throttle;
  }

  @Override
  public Authentication authenticate(Authentication typed) {
    String account = typed.getName();
    String address =
        typed.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "";
    Duration delay = throttle.delay(account, address);
    if (!delay.isZero()) {
      throw new TooManyTries(delay);
    }
    if (logins.waiting() > LONGEST_QUEUE) {
      throw new TooManyTries(Duration.ofSeconds(1));
    }
    try {
      Authentication signedIn = passwords.authenticate(typed);
      throttle.succeeded(account, address);
      return signedIn;
    } catch (BadCredentialsException wrong) {
      throttle.failed(account, address);
      throw wrong;
    }
  }

  @Override
  public boolean supports(Class<?> kind) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
  }
}
