package io.bihuan.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 签字: whether the dialog stands open over the page, what was wrong with the last attempt, and who
 * else has to sign the same paper.
 */
public record SignDialog(
    boolean open, @Nullable String problem, String signer, List<String> others) {

  public static SignDialog closed(String signer) {
    return new SignDialog(false, null, signer, List.of());
  }
}
