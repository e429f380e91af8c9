package io.bihuan.web;

import java.util.List;
import java.util.Map;

/**
 * A form as it stands: what was typed, what is wrong with it (field name to sentence, in the order
 * of the page), and the photos that are already uploaded and travel as {@code evidence} ids.
 */
public record Filled(
    Map<String, String> values,
    Map<String, List<String>> lists,
    Map<String, String> errors,
    List<PhotoView> photos) {

  /** A form without a field of several values. */
  public Filled(Map<String, String> values, Map<String, String> errors, List<PhotoView> photos) {
    this(values, Map.of(), errors, photos);
  }

  public static Filled blank() {
    return new Filled(Map.of(), Map.of(), List.of());
  }

  public static Filled of(Map<String, String> values) {
    return new Filled(values, Map.of(), List.of());
  }

  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** Whether a value is among those chosen for a field of several. */
  public boolean chosen(String name, String value) {
    return lists.getOrDefault(name, List.of()).contains(value);
  }

  public boolean wrong(String name) {
    return errors.containsKey(name);
  }

  public String error(String name) {
    return errors.getOrDefault(name, "");
  }
}
