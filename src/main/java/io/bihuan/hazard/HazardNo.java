package io.bihuan.hazard;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * 隐患编号: {@code YH-<county, 6 digits>-<day found>-<serial>}, and {@code -R1} behind it once it is
 * reopened. It is the business key in the engine and never used again, whatever becomes of the
 * hazard.
 */
public record HazardNo(String value) implements Comparable<HazardNo> {
  private static final Pattern FORM = Pattern.compile("YH-\\d{6}-\\d{8}-\\d{4,6}(-R\\d{1,3})?");
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  static HazardNo of(String county, LocalDate foundOn, int serial) {
    return new HazardNo("YH-%s-%s-%04d".formatted(county, DAY.format(foundOn), serial));
  }

  /** Empty for a text that cannot be a number of ours; it names no hazard. */
  public static Optional<HazardNo> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new HazardNo(text)) : Optional.empty();
  }

  /** 重开: the number the hazard goes on under when it has come back. */
  public HazardNo reopened() {
    return new HazardNo("%s-R%d".formatted(first(), times() + 1));
  }

  /** This number and every one the same hazard had before, the newest first. */
  public List<HazardNo> lineage() {
    return Stream.iterate(times(), times -> times >= 0, times -> times - 1)
        .map(times -> times == 0 ? first() : first() + "-R" + times)
        .map(HazardNo::new)
        .toList();
  }

  private String first() {
    int mark = value.indexOf("-R");
    return mark < 0 ? value : value.substring(0, mark);
  }

  private int times() {
    int mark = value.indexOf("-R");
    return mark < 0 ? 0 : Integer.parseInt(value.substring(mark + 2));
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
