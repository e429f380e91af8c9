package io.bihuan.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 我的: who I am here, what I may sign, and the way out. */
public record AccountPage(
    String name,
    String account,
    String organisation,
    List<String> posts,
    List<Certificate> certificates,
    @Nullable LocalDate keyedOn) {

  /** 证件: an expired one cannot sign. */
  public record Certificate(String no, LocalDate validUntil, boolean expired) {}
}
