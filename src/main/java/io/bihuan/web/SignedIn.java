package io.bihuan.web;

import io.bihuan.people.Account;
import io.bihuan.people.PersonId;
import io.bihuan.signing.Signer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** Whoever is signed in: an account, and the one person behind it. */
record SignedIn(Account account) implements UserDetails {
  static final String ADMINISTRATOR = "ADMINISTRATOR";
  static final String MEMBER = "MEMBER";

  private static final long serialVersionUID = 1L;

  PersonId person() {
    return account.personId();
  }

  boolean isAdministrator() {
    return account.administrator();
  }

  /** The signer is taken from the sign-in and from nowhere else. */
  Signer signer(HttpServletRequest request) {
    return new Signer(account.personId(), account.username(), request.getRemoteAddr());
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of(
        new SimpleGrantedAuthority("ROLE_" + (account.administrator() ? ADMINISTRATOR : MEMBER)));
  }

  @Override
  public String getPassword() {
    return account.passwordHash();
  }

  @Override
  public String getUsername() {
    return account.username();
  }

  @Override
  public boolean isEnabled() {
    return account.enabled();
  }

  /** The password's hash stays out of logs. */
  @Override
  public String toString() {
    return account.username();
  }
}
