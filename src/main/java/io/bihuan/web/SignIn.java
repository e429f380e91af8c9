package io.bihuan.web;

import io.bihuan.people.Accounts;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Made by {@link SignInProvider}: there is no other way in. */
class SignIn implements UserDetailsService {
  private final Accounts accounts;

  SignIn(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public UserDetails loadUserByUsername(String username) {
    return accounts
        .find(username)
        .map(SignedIn::new)
        .orElseThrow(() -> new UsernameNotFoundException("No such account."));
  }
}
