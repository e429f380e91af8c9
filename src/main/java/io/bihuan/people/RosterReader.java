package io.bihuan.people;

import io.bihuan.workbook.SheetCell;
import io.bihuan.workbook.SheetLine;
import io.bihuan.workbook.SheetLines;
import io.bihuan.workbook.SheetText;
import io.bihuan.workbook.Unreadable;
import io.bihuan.workbook.Workbook;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the two sheets of a 名册 into rows and faults; every fault of a row, not only the first. */
final class RosterReader {
  private static final int MOST_ROWS = 20_000;
  private static final int MOST_FAULTS = 2_000;
  private static final int HEADER_WITHIN = 10;
  private static final int LONGEST_QUOTE = 30;

  private final RosterWords words = new RosterWords();
  private final List<RosterRow> units = new ArrayList<>();
  private final List<RosterRow> persons = new ArrayList<>();
  private final List<RosterFault> faults = new ArrayList<>();
  private final Map<RosterColumn.Sheet, Heads> heads = new EnumMap<>(RosterColumn.Sheet.class);
  private int rows;

  /** A sheet that was read: its name, and where each column stands. */
  private record Heads(
      String sheet, Map<RosterColumn, Integer> columns, Map<RosterColumn, String> headings) {}

  private RosterReader() {}

  /** Throws {@link Unreadable} when there is no roster in the file. */
  static RosterReader read(InputStream workbook) throws IOException {
    RosterReader reader = new RosterReader();
    Workbook.read(workbook, reader::sheet);
    if (reader.heads.isEmpty()) {
      throw new Unreadable(
          "noRoster",
          reader.words.nameOf(RosterColumn.Sheet.UNITS),
          reader.words.nameOf(RosterColumn.Sheet.PERSONS));
    }
    return reader;
  }

  /** In the order of the sheet. */
  List<RosterRow> units() {
    return units;
  }

  /** In the order of the sheet. */
  List<RosterRow> persons() {
    return persons;
  }

  List<RosterFault> faults() {
    return faults;
  }

  /** Rows that were read, with and without faults. */
  int rows() {
    return rows;
  }

  RosterWords words() {
    return words;
  }

  void fault(RosterRow row, RosterColumn column, String code, Object... args) {
    fault(column, row.sheet(), row.number(), code, args);
  }

  private void sheet(String name, SheetLines lines, boolean from1904) {
    Optional<RosterColumn.Sheet> kind =
        words.sheetCalled(name).filter(it -> !heads.containsKey(it));
    if (kind.isEmpty()) {
      return;
    }
    Heads found = heads(kind.get(), name, lines);
    heads.put(kind.get(), found);
    for (SheetLine line = lines.next(); line != null; line = lines.next()) {
      if (!showsAnything(found, line)) {
        continue;
      }
      if (++rows > MOST_ROWS) {
        throw new Unreadable("tooManyRows", String.valueOf(MOST_ROWS));
      }
      RosterRow row = row(found, line, from1904);
      if (faults.size() > MOST_FAULTS) {
        throw new Unreadable("tooManyFaults", String.valueOf(MOST_FAULTS));
      }
      (kind.get() == RosterColumn.Sheet.UNITS ? units : persons).add(row);
    }
  }

  private static boolean showsAnything(Heads heads, SheetLine line) {
    return heads.columns().values().stream()
        .map(line::cell)
        .anyMatch(cell -> cell != null && (cell.isFormula() || !cell.text().isEmpty()));
  }

  private Heads heads(RosterColumn.Sheet kind, String name, SheetLines lines) {
    List<String> missing = List.of();
    for (int tried = 0; tried < HEADER_WITHIN; tried++) {
      SheetLine line = lines.next();
      if (line == null) {
        break;
      }
      Map<RosterColumn, Integer> columns = new EnumMap<>(RosterColumn.class);
      Map<RosterColumn, String> headings = new EnumMap<>(RosterColumn.class);
      for (SheetCell cell : line.cells()) {
        words
            .columnCalled(kind, cell.text())
            .filter(column -> !columns.containsKey(column))
            .ifPresent(
                column -> {
                  columns.put(column, cell.column());
                  headings.put(column, cell.text().replace("\n", ""));
                });
      }
      List<String> absent =
          Stream.of(RosterColumn.values())
              .filter(column -> column.sheet() == kind && column.isRequired())
              .filter(column -> !columns.containsKey(column))
              .map(words::nameOf)
              .toList();
      if (absent.isEmpty()) {
        return new Heads(name, columns, headings);
      }
      missing = missing.isEmpty() || absent.size() < missing.size() ? absent : missing;
    }
    throw missing.isEmpty()
        ? new Unreadable("empty")
        : new Unreadable("missingColumns", name, String.join("\u3001", missing));
  }

  private RosterRow row(Heads heads, SheetLine line, boolean from1904) {
    RosterRow row =
        new RosterRow(
            heads.sheet(),
            line.number(),
            new EnumMap<>(RosterColumn.class),
            new EnumMap<>(RosterColumn.class),
            EnumSet.noneOf(RosterColumn.class));
    heads
        .columns()
        .forEach(
            (column, index) -> {
              SheetCell cell = line.cell(index);
              int before = faults.size();
              String text = text(heads, column, line, cell);
              if (cell == null || text.isEmpty()) {
                if (column.isRequired() && faults.size() == before) {
                  fault(row, column, "refused.missing");
                }
              } else if (column.isDate()) {
                (cell.isNumber() ? words.day(cell.number(), from1904) : words.day(text))
                    .ifPresentOrElse(
                        day -> row.days().put(column, day),
                        () -> fault(row, column, "roster.date", quote(text)));
              } else {
                row.texts().put(column, text);
              }
              if (faults.size() > before) {
                row.faulty().add(column);
              }
            });
    return row;
  }

  /** Empty for a cell with nothing in it, and for one with a fault, which is then noted. */
  private String text(Heads heads, RosterColumn column, SheetLine line, @Nullable SheetCell cell) {
    if (cell == null) {
      return "";
    }
    if (cell.isFormula()) {
      fault(column, heads.sheet(), line.number(), "roster.formula");
      return "";
    }
    String text =
        Normalizer.normalize(cell.text().replaceAll("\\s*\n\\s*", ""), Normalizer.Form.NFC).strip();
    String forbidden = SheetText.forbidden(text);
    if (cell.isError()) {
      fault(column, heads.sheet(), line.number(), "roster.error", quote(text));
    } else if (forbidden != null) {
      fault(column, heads.sheet(), line.number(), "roster.character", forbidden);
    } else if (text.length() > column.longest()) {
      fault(column, heads.sheet(), line.number(), "refused.tooLong", column.longest());
    } else {
      return text;
    }
    return "";
  }

  private void fault(RosterColumn column, String sheet, int row, String code, Object... args) {
    Heads at = heads.get(column.sheet());
    Integer index = at == null ? null : at.columns().get(column);
    faults.add(
        new RosterFault(
            sheet,
            row,
            index == null ? "" : SheetCell.letter(index),
            at == null ? "" : at.headings().getOrDefault(column, words.nameOf(column)),
            code,
            List.of(args)));
  }

  private static String quote(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "\u2026";
  }
}
