package io.bihuan.loop.discovery.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the words of a 台账 mean. The words themselves are in {@code register-words.properties}. */
final class RegisterWords {
  /** A column's meaning; the lower rank wins where two columns claim the same. */
  record Meaning(RegisterColumn column, int rank) {}

  /** Why a text is no date; the name is the last part of the message's key. */
  static final class NoDate extends Exception {
    private static final long serialVersionUID = 1L;

    NoDate(String reason) {
      super(reason, null, false, false);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  private static final int LONGEST_NOTHING = 20;
  private static final int LONGEST_LABEL = 100;

  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

  /** Excel believes in 29 February 1900, so that day 60 does not exist and 61 is 1 March 1900. */
  private static final LocalDate DAY_ZERO_1900 = LocalDate.of(1899, 12, 30);

  private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);

  private static final Pattern EIGHT_DIGITS = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");
  private static final Pattern BRACKETS = Pattern.compile("\\([^()]*\\)");
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(?:\\.[0-9]+)?");

  /** A name in Han characters, with the dot of transcribed names. */
  private static final Pattern HAN_NAME = Pattern.compile("[\\p{IsHan}\u00B7\u2022]+");

  private static final Pattern WRAP = Pattern.compile("\\s*\\n\\s*");
  private static final Pattern WRAP_IN_HAN =
      Pattern.compile("(?<=\\p{IsHan})\\s*\\n\\s*(?=\\p{IsHan})");

  private static final RegisterWords INSTANCE = new RegisterWords(load());

  private final Map<String, Meaning> meanings = new HashMap<>();
  private final Map<RegisterColumn, String> names = new EnumMap<>(RegisterColumn.class);
  private final Set<String> blank;
  private final Set<String> finished;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Pattern note;
  private final Pattern noteLabel;
  private final Pattern date;
  private final Pattern dateWithoutYear;
  private final Pattern open;
  private final Pattern major;
  private final Pattern gradeNumber;
  private final Pattern nameSeparators;
  private final String listSeparator;
  private final String preferredRole;

  private RegisterWords(Properties words) {
    for (RegisterColumn column : RegisterColumn.values()) {
      List<String> synonyms = listOf(words, "column." + column);
      names.put(column, synonyms.get(0));
      for (int rank = 0; rank < synonyms.size(); rank++) {
        meanings.put(bare(synonyms.get(rank)), new Meaning(column, rank));
      }
    }
    blank = listOf(words, "blank").stream().map(RegisterWords::bare).collect(Collectors.toSet());
    finished =
        listOf(words, "status.finished").stream()
            .map(RegisterWords::bare)
            .collect(Collectors.toSet());
    for (String number : listOf(words, "grade.numbers")) {
      String[] spellings = number.split(" ");
      for (String spelling : spellings) {
        numbers.put(spelling, Integer.valueOf(spellings[0]));
      }
    }
    note = pattern(words, "note.pattern");
    noteLabel = pattern(words, "note.label.pattern");
    date = pattern(words, "date.pattern");
    dateWithoutYear = pattern(words, "date.noYear.pattern");
    open = pattern(words, "status.open.pattern");
    major = pattern(words, "grade.major.pattern");
    gradeNumber = pattern(words, "grade.number.pattern");
    nameSeparators = pattern(words, "names.separators");
    listSeparator = wordOf(words, "list.separator");
    preferredRole = wordOf(words, "unit.role.preferred");
  }

  static RegisterWords words() {
    return INSTANCE;
  }

  /** What a heading says, whatever its width, spaces, line breaks and brackets. */
  Optional<Meaning> meaning(String heading) {
    String bare = bare(heading);
    Meaning whole = meanings.get(bare);
    return Optional.ofNullable(
        whole != null ? whole : meanings.get(BRACKETS.matcher(bare).replaceAll("")));
  }

  /** The word by which messages call a column that is not there. */
  String nameOf(RegisterColumn column) {
    return String.valueOf(names.get(column));
  }

  String join(List<String> items) {
    return String.join(listSeparator, items);
  }

  boolean isNote(String firstText) {
    return note.matcher(bare(beginning(firstText))).find();
  }

  /** Such as 填报人：; a note unless the row describes a hazard. */
  boolean isLabel(String firstText) {
    return noteLabel.matcher(compatible(beginning(firstText)).replaceAll("\\s+", "")).find();
  }

  boolean saysNothing(String text) {
    if (text.length() > LONGEST_NOTHING) {
      return false;
    }
    String bare = bare(text);
    return bare.isEmpty() || blank.contains(bare);
  }

  private static String beginning(String text) {
    return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL);
  }

  boolean isPreferredRole(String role) {
    return bare(role).startsWith(preferredRole);
  }

  /** Only what says so without doubt; the rest is for an inspector. */
  boolean isFinished(List<String> statuses) {
    List<String> said = statuses.stream().filter(s -> !saysNothing(s)).toList();
    boolean denied = said.stream().anyMatch(s -> open.matcher(upper(s)).find());
    return !denied && !said.isEmpty() && finished.contains(upper(said.get(0)));
  }

  boolean isMajor(String grade, String category) {
    Integer number = gradeNumber(grade);
    return (number != null && number == 1)
        || major.matcher(bare(grade)).find()
        || major.matcher(bare(category)).find();
  }

  @Nullable Integer gradeNumber(String grade) {
    Matcher found = gradeNumber.matcher(bare(grade));
    if (!found.find()) {
      return null;
    }
    String spelling = found.group(1) != null ? found.group(1) : found.group(2);
    return numbers.get(spelling);
  }

  LocalDate date(String text) throws NoDate {
    String plain = compatible(text).strip();
    Matcher parts = date.matcher(plain);
    if (!parts.matches()) {
      parts = EIGHT_DIGITS.matcher(plain);
    }
    if (!parts.matches()) {
      boolean withoutYear = dateWithoutYear.matcher(plain).matches();
      throw new NoDate(withoutYear ? "dateNoYear" : "date");
    }
    try {
      return inRange(
          LocalDate.of(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3))));
    } catch (DateTimeException e) {
      throw new NoDate("dateImpossible");
    }
  }

  /** A number in a date's column: a day as Excel counts, or eight digits somebody typed. */
  LocalDate date(double serial, boolean from1904) throws NoDate {
    if (serial >= 20_000_101 && serial <= 21_001_231) {
      return date(String.valueOf((long) serial));
    }
    if (!(serial >= 1 && serial < 100_000)) {
      throw new NoDate("dateOutOfRange");
    }
    return inRange((from1904 ? DAY_ZERO_1904 : DAY_ZERO_1900).plusDays((long) serial));
  }

  private static LocalDate inRange(LocalDate date) throws NoDate {
    if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
      throw new NoDate("dateOutOfRange");
    }
    return date;
  }

  /** A date or a number where a name belongs: the writer slipped a column. */
  boolean isNoName(String text) {
    String plain = compatible(text).strip();
    return NUMBER.matcher(plain).matches()
        || date.matcher(plain).matches()
        || dateWithoutYear.matcher(plain).matches();
  }

  /** The names in one cell, in order, each once. */
  List<String> names(String cell) {
    Set<String> found = new LinkedHashSet<>();
    for (String part : nameSeparators.split(compatible(cell))) {
      String name = BRACKETS.matcher(part).replaceAll("").strip();
      found.addAll(namesBetweenSpaces(name.substring(name.indexOf(':') + 1).strip()));
    }
    found.remove("");
    return List.copyOf(found);
  }

  /**
   * A space stands between two names, but also inside a name of two characters, to make it as wide
   * as one of three.
   */
  private static List<String> namesBetweenSpaces(String part) {
    String[] tokens = part.split("\\s+");
    if (!Arrays.stream(tokens).allMatch(t -> HAN_NAME.matcher(t).matches())) {
      return List.of(part);
    }
    List<String> names = new ArrayList<>();
    int at = 0;
    while (at < tokens.length) {
      int end = at;
      while (end < tokens.length && tokens[end].codePointCount(0, tokens[end].length()) == 1) {
        end++;
      }
      if (end == at) {
        names.add(tokens[at++]);
      }
      while (at < end) {
        int length = end - at == 3 ? 3 : Math.min(2, end - at);
        names.add(String.join("", Arrays.copyOfRange(tokens, at, at + length)));
        at += length;
      }
    }
    return names;
  }

  /** A narrow column wraps a name anywhere; that break is not part of it. */
  static String unwrap(String text) {
    return WRAP.matcher(WRAP_IN_HAN.matcher(text).replaceAll("")).replaceAll(" ");
  }

  static String bare(String text) {
    String bare = compatible(text).replaceAll("[\\s\\p{Z}\u200B\u2060\uFEFF*]+", "");
    return bare.replaceAll("[:;,.!\u3002]+$", "");
  }

  private static String upper(String text) {
    return bare(text).toUpperCase(Locale.ROOT);
  }

  private static String compatible(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  private static List<String> listOf(Properties words, String key) {
    return List.of(wordOf(words, key).split(","));
  }

  private static Pattern pattern(Properties words, String key) {
    return Pattern.compile(wordOf(words, key));
  }

  private static String wordOf(Properties words, String key) {
    String word = words.getProperty(key);
    if (word == null) {
      throw new IllegalStateException(key);
    }
    return word.strip();
  }

  private static Properties load() {
    Properties words = new Properties();
    InputStream file = RegisterWords.class.getResourceAsStream("register-words.properties");
    if (file == null) {
      throw new IllegalStateException("register-words.properties");
    }
    try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
