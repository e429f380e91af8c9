package io.bihuan.demo;

import java.util.List;

/** Who plays in the demo: the sign-in page shows them, the start prints them. */
public record DemoPeople(Script script) {
  public record Account(String account, String name, String title, String place) {}

  public String loginPassword() {
    return script.loginPassword();
  }

  public String signingPassword() {
    return script.signingPassword();
  }

  public List<Account> accounts() {
    return script.persons().stream()
        .map(p -> new Account(p.account(), p.name(), p.title(), script.placeName(p.place())))
        .toList();
  }
}
