package io.bihuan.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the sheets and columns of a 名册 are called: {@code roster-words.properties}. */
final class RosterWords {
  private static final Pattern EIGHT_DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern BRACKETS = Pattern.compile("\\([^()]*\\)");
  private static final LocalDate DAY_ZERO_1900 = LocalDate.of(1899, 12, 30);
  private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2200;
  private static final int LAST_SERIAL = 120_000;

  private final Map<RosterColumn.Sheet, List<String>> sheets =
      new EnumMap<>(RosterColumn.Sheet.class);
  private final Map<RosterColumn, List<String>> columns = new EnumMap<>(RosterColumn.class);
  private final Pattern date;
  private final String certificateKind;

  RosterWords() {
    Properties words = load();
    Stream.of(RosterColumn.Sheet.values())
        .forEach(sheet -> sheets.put(sheet, wordsOf(words, "sheet." + sheet)));
    Stream.of(RosterColumn.values())
        .forEach(column -> columns.put(column, wordsOf(words, "column." + column)));
    date = Pattern.compile(words.getProperty("date.pattern"));
    certificateKind = words.getProperty("certificate.kind");
  }

  Optional<RosterColumn.Sheet> sheetCalled(String name) {
    return sheets.entrySet().stream()
        .filter(sheet -> sheet.getValue().stream().anyMatch(word -> bare(word).equals(bare(name))))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  Optional<RosterColumn> columnCalled(RosterColumn.Sheet sheet, String heading) {
    return columns.entrySet().stream()
        .filter(column -> column.getKey().sheet() == sheet)
        .filter(
            column -> column.getValue().stream().anyMatch(word -> bare(word).equals(bare(heading))))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** As messages call it. */
  String nameOf(RosterColumn.Sheet sheet) {
    return sheets.getOrDefault(sheet, List.of(sheet.name())).get(0);
  }

  /** As messages call it. */
  String nameOf(RosterColumn column) {
    return columns.getOrDefault(column, List.of(column.name())).get(0);
  }

  String certificateKind() {
    return certificateKind;
  }

  /** A day as somebody typed it. */
  Optional<LocalDate> day(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s", "");
    Matcher parts = date.matcher(plain);
    if (!parts.matches()) {
      parts = EIGHT_DIGITS.matcher(plain);
    }
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return inRange(
          LocalDate.of(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A day as Excel counts, or eight digits somebody typed. */
  Optional<LocalDate> day(double serial, boolean from1904) {
    return serial >= 1 && serial < LAST_SERIAL
        ? inRange((from1904 ? DAY_ZERO_1904 : DAY_ZERO_1900).plusDays((long) serial))
        : day(String.valueOf((long) serial));
  }

  private static Optional<LocalDate> inRange(LocalDate day) {
    return Optional.of(day).filter(it -> it.getYear() >= FIRST_YEAR && it.getYear() <= LAST_YEAR);
  }

  private static String bare(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}*:]+", "");
    return BRACKETS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static List<String> wordsOf(Properties words, String key) {
    return List.of(words.getProperty(key).strip().split(","));
  }

  private static Properties load() {
    try (InputStream in = RosterWords.class.getResourceAsStream("roster-words.properties")) {
      if (in == null) {
        throw new IllegalStateException("roster-words.properties is missing");
      }
      Properties words = new Properties();
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
