package io.bihuan.signing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.refusal.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what was sent into the form of an act, strictly: a field nobody asked for is refused. */
final class Forms {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          // "0" would be read as the first decision there is.
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .build();

  private Forms() {}

  /** One spelling for one text (NFC, line feeds, no space around); an empty field is no field. */
  static Map<String, @Nullable Object> tidy(Map<String, @Nullable Object> sent) {
    Map<String, @Nullable Object> tidy = new LinkedHashMap<>();
    sent.forEach(
        (field, value) -> {
          if (value instanceof String text) {
            String typed = CanonicalJson.signable(text).strip();
            tidy.put(field, typed.isEmpty() ? null : typed);
          } else if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            for (Object item : list) {
              if (!(item instanceof String text)) {
                throw Refused.because(field, "refused.format");
              }
              texts.add(CanonicalJson.signable(text).strip());
            }
            tidy.put(field, texts);
          } else if (value == null) {
            tidy.put(field, null);
          } else {
            throw Refused.because(field, "refused.format");
          }
        });
    return tidy;
  }

  static <F extends Record> F read(Map<String, @Nullable Object> tidy, Class<F> form) {
    try {
      return STRICT.convertValue(tidy, form);
    } catch (IllegalArgumentException e) {
      if (e.getCause() instanceof UnrecognizedPropertyException unknown) {
        throw Refused.because(unknown.getPropertyName(), "refused.unknownField");
      }
      if (e.getCause() instanceof JsonMappingException wrong && !wrong.getPath().isEmpty()) {
        String field = wrong.getPath().get(0).getFieldName();
        throw Refused.because(field == null ? "" : field, "refused.format");
      }
      throw e;
    }
  }

  /** The form as it is signed: every field as a text, those left empty left out. */
  static Map<String, Object> signed(Map<String, @Nullable Object> tidy) {
    Map<String, Object> signed = new LinkedHashMap<>();
    tidy.forEach(
        (field, value) -> {
          if (value != null) {
            signed.put(field, value);
          }
        });
    return signed;
  }
}
