package io.bihuan.web;

import java.util.List;

/** 整改前后: what was found, and what each round showed, the newest round first. */
public record EvidenceView(List<PhotoView> before, List<Round> rounds) {

  /** An act that is about no hazard shows none. */
  public static EvidenceView none() {
    return new EvidenceView(List.of(), List.of());
  }

  /** One round: the rectifier's photos and those the re-inspectors took on site. */
  public record Round(int number, List<PhotoView> after, List<PhotoView> onSite) {}

  public List<PhotoView> after() {
    return rounds.isEmpty() ? List.of() : rounds.get(0).after();
  }

  public List<PhotoView> onSite() {
    return rounds.isEmpty() ? List.of() : rounds.get(0).onSite();
  }

  /** A failed round stays on the page. */
  public List<Round> earlier() {
    return rounds.isEmpty() ? List.of() : rounds.subList(1, rounds.size());
  }
}
