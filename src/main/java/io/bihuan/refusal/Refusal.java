package io.bihuan.refusal;

import java.util.List;

/**
 * One reason for a no.
 *
 * @param field the field it is about, by its name in the form; empty when it is about no field
 * @param code key in the messages files
 * @param args what the message inserts
 */
public record Refusal(String field, String code, List<Object> args) {
  public static Refusal of(String field, String code, Object... args) {
    return new Refusal(field, code, List.of(args));
  }
}
