package io.bihuan.loop.discovery.workbook;

import io.bihuan.loop.discovery.workbook.RegisterWords.Meaning;
import io.bihuan.workbook.SheetCell;
import io.bihuan.workbook.SheetLine;
import io.bihuan.workbook.SheetLines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which column means what, found by the words of the header, one row or two. Above it may stand
 * titles; where two rows make it up, the upper one may span several of the lower.
 */
final class RegisterHeader {
  /**
   * A column of the sheet.
   *
   * @param role what stands under a heading that spans several columns
   */
  record Source(int index, String heading, String role, int rank) {
    String label() {
      return role.isEmpty() ? heading : heading + "/" + role;
    }
  }

  private static final int SEARCHED_ROWS = 100;
  private static final int LONGEST_HEADING = 100;
  private static final int LONGEST_SUBHEADING = 20;

  private final Map<RegisterColumn, List<Source>> sources = new EnumMap<>(RegisterColumn.class);

  private RegisterHeader() {}

  /** The header, or the row that came nearest to one. The lines then go on below it. */
  static RegisterHeader find(SheetLines lines) {
    RegisterHeader nearest = new RegisterHeader();
    for (int i = 0; i < SEARCHED_ROWS; i++) {
      SheetLine upper = lines.next();
      if (upper == null) {
        return nearest;
      }
      SheetLine lower = lines.peek();
      if (lower != null && lower.number() != upper.number() + 1) {
        lower = null;
      }
      RegisterHeader alone = of(upper, null);
      if (alone.missing().isEmpty()) {
        if (lower == null || !isSubheading(upper, lower)) {
          return alone;
        }
        lines.next();
        return of(upper, lower);
      }
      nearest = nearest.orNearer(alone);
      // A title above a header of one row must not be taken for its upper half.
      if (lower != null && !of(lower, null).missing().isEmpty()) {
        RegisterHeader both = of(upper, lower);
        if (both.missing().isEmpty()) {
          lines.next();
          return both;
        }
        nearest = nearest.orNearer(both);
      }
    }
    return nearest;
  }

  /** Without these a row could not be known again: who, where, when and what. */
  List<RegisterColumn> missing() {
    List<RegisterColumn> missing = new ArrayList<>();
    for (RegisterColumn needed :
        List.of(RegisterColumn.FOUND_ON, RegisterColumn.UNIT, RegisterColumn.DESCRIPTION)) {
      if (!has(needed)) {
        missing.add(needed);
      }
    }
    if (!has(RegisterColumn.PLACE) && !has(RegisterColumn.PROJECT)) {
      missing.add(RegisterColumn.PLACE);
    }
    return missing;
  }

  int size() {
    return sources.size();
  }

  boolean has(RegisterColumn column) {
    return sources.containsKey(column);
  }

  /** The columns of this meaning, the most telling first. */
  List<Source> of(RegisterColumn column) {
    return sources.getOrDefault(column, List.of());
  }

  Map<RegisterColumn, String> headings() {
    Map<RegisterColumn, String> headings = new EnumMap<>(RegisterColumn.class);
    sources.forEach((column, found) -> headings.put(column, found.get(0).heading()));
    return headings;
  }

  /** A header printed again, as on the top of each page. */
  boolean isRepeatedBy(SheetLine line) {
    boolean any = false;
    for (List<Source> found : sources.values()) {
      for (Source source : found) {
        String cell = line.text(source.index());
        if (cell.isEmpty()) {
          continue;
        }
        if (cell.length() > LONGEST_HEADING) {
          return false;
        }
        String text = RegisterWords.bare(cell);
        if (!text.equals(RegisterWords.bare(source.heading()))
            && !text.equals(RegisterWords.bare(source.role()))) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private RegisterHeader orNearer(RegisterHeader other) {
    return other.size() > size() ? other : this;
  }

  private static RegisterHeader of(SheetLine upper, @Nullable SheetLine lower) {
    RegisterHeader header = new RegisterHeader();
    Set<Integer> columns = new TreeSet<>(upper.columns());
    if (lower != null) {
      columns.addAll(lower.columns());
    }
    String spanning = "";
    for (int column : columns) {
      String top = upper.text(column);
      String sub = lower == null ? "" : lower.text(column);
      if (!top.isEmpty()) {
        // What spans several columns has something below its first one, too.
        spanning = sub.isEmpty() ? "" : top;
      } else if (!sub.isEmpty()) {
        top = spanning;
      }
      header.add(column, top, sub);
    }
    header.sources.values().forEach(s -> s.sort(Comparator.comparingInt(Source::rank)));
    return header;
  }

  private void add(int column, String top, String sub) {
    RegisterWords words = RegisterWords.words();
    if (top.isEmpty() || sub.isEmpty()) {
      String heading = top + sub;
      words.meaning(heading).ifPresent(m -> add(m, column, heading, ""));
      return;
    }
    Optional<Meaning> whole = words.meaning(top + sub).or(() -> words.meaning(sub));
    if (whole.isPresent()) {
      add(whole.get(), column, top + sub, "");
      return;
    }
    words
        .meaning(top)
        .filter(m -> m.column() == RegisterColumn.UNIT)
        .ifPresent(m -> add(m, column, top, sub));
  }

  private void add(Meaning meaning, int column, String heading, String role) {
    sources
        .computeIfAbsent(meaning.column(), c -> new ArrayList<>())
        .add(
            new Source(
                column, RegisterWords.unwrap(heading), RegisterWords.unwrap(role), meaning.rank()));
  }

  /** The second row of a header says something only under headings that span several columns. */
  private static boolean isSubheading(SheetLine upper, SheetLine lower) {
    for (SheetCell cell : lower.cells()) {
      int column = cell.column();
      boolean word = cell.isText() && cell.text().length() <= LONGEST_SUBHEADING;
      boolean spans =
          !upper.text(column).isEmpty()
              && upper.text(column + 1).isEmpty()
              && !lower.text(column + 1).isEmpty();
      boolean spanned = upper.text(column).isEmpty() && !lower.text(column - 1).isEmpty();
      if (!word || !(spans || spanned)) {
        return false;
      }
    }
    return true;
  }
}
