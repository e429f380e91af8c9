package io.bihuan.refusal;

import java.util.List;

/** What was asked is against the rules. Nothing was changed; each reason names its field. */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Refusal> refusals;

  public Refused(List<Refusal> refusals) {
    super(refusals.toString());
    this.refusals = List.copyOf(refusals);
  }

  public static Refused because(String field, String code, Object... args) {
    return new Refused(List.of(Refusal.of(field, code, args)));
  }

  public List<Refusal> refusals() {
    return refusals;
  }
}
