package io.bihuan.web;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One person with all that belongs to him, as an administrator sees it.
 *
 * @param own whether it is the administrator himself, who changes nothing about himself
 * @param key NONE, USABLE, AWAITING or REVOKED
 * @param replacedFor why the signing password is being set anew; null if it is not
 * @param superiors who could attest a new key
 */
public record PersonPage(
    String id,
    String name,
    String staffNo,
    boolean own,
    List<Account> accounts,
    List<Post> posts,
    List<AccountPage.Certificate> certificates,
    String key,
    @Nullable String replacedFor,
    List<String> superiors,
    List<Entry> entries,
    Filled form) {

  /** 账号; a person may have several. */
  public record Account(
      String username,
      boolean enabled,
      boolean administrator,
      boolean initial,
      boolean changeable) {}

  /** 岗位: {@code state} is now, later, past or proposed. */
  public record Post(
      String id,
      String role,
      String title,
      String place,
      LocalDate validFrom,
      LocalDate validTo,
      String state) {}

  /** 任免记录: what was done, to which role, by whom. */
  public record Entry(
      LocalDateTime at, String kind, String role, String place, @Nullable String by) {}
}
