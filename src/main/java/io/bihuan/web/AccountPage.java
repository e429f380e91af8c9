package io.bihuan.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 我的: who I am here, what I may sign, and the way out.
 *
 * @param keyedOn since when the key signs; null if none does
 * @param awaiting id of a new key that signs nothing yet; null if there is none
 * @param superiors who may attest it
 * @param attest the keys of others that wait for me
 */
public record AccountPage(
    String name,
    String account,
    String organisation,
    List<String> posts,
    List<Certificate> certificates,
    @Nullable LocalDate keyedOn,
    @Nullable String awaiting,
    List<String> superiors,
    List<Attest> attest) {

  /** 证件: an expired one cannot sign. */
  public record Certificate(String no, LocalDate validUntil, boolean expired) {}

  /** A new key that its owner's superior has to attest. */
  public record Attest(String id, String name) {}
}
