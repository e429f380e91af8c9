package io.bihuan.hazard;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 隐患编号: {@code YH-<county, 6 digits>-<day found>-<serial>}. It is the business key in the engine
 * and never used again, whatever becomes of the hazard.
 */
public record HazardNo(String value) implements Comparable<HazardNo> {
  private static final Pattern FORM = Pattern.compile("YH-\\d{6}-\\d{8}-\\d{4,6}");
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  static HazardNo of(String county, LocalDate foundOn, int serial) {
    return new HazardNo("YH-%s-%s-%04d".formatted(county, DAY.format(foundOn), serial));
  }

  /** Empty for a text that cannot be a number of ours; it names no hazard. */
  public static Optional<HazardNo> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new HazardNo(text)) : Optional.empty();
  }

  @Override
  public int compareTo(HazardNo other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
