package io.bihuan.loop.discovery.workbook;

import io.bihuan.loop.discovery.workbook.RegisterHeader.Source;
import io.bihuan.loop.discovery.workbook.RegisterRow.Party;
import io.bihuan.loop.discovery.workbook.RegisterWords.NoDate;
import io.bihuan.workbook.SheetCell;
import io.bihuan.workbook.SheetLine;
import io.bihuan.workbook.SheetLines;
import io.bihuan.workbook.SheetText;
import io.bihuan.workbook.Unreadable;
import io.bihuan.workbook.WorkbookFault;
import io.bihuan.workbook.WorkbookGate.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** Reads one sheet, row by row, into hazards and faults. */
final class RegisterReader {
  /** All that is kept of the workbook at once. */
  private static final long LONGEST_IN_ALL = 30_000_000;

  private static final int LONGEST_QUOTE = 30;

  private enum Kind {
    HAZARD,
    NOTE,
    NOTHING
  }

  private final RegisterWords words = RegisterWords.words();
  private final RegisterHeader header;
  private final boolean from1904;
  private final Map<Integer, NavigableMap<Integer, Integer>> spans = new HashMap<>();
  private final Map<Integer, SheetCell> spanning = new HashMap<>();

  private final List<RegisterRow> rows = new ArrayList<>();
  private final List<WorkbookFault> faults = new ArrayList<>();
  private final List<Integer> notes = new ArrayList<>();
  private final Map<String, Integer> known = new HashMap<>();
  private int hazards;
  private long length;

  private RegisterReader(RegisterHeader header, boolean from1904, List<Span> spans) {
    this.header = header;
    this.from1904 = from1904;
    for (Span span : spans) {
      this.spans
          .computeIfAbsent(span.column(), c -> new TreeMap<>())
          .put(span.first(), span.last());
    }
  }

  /** Only for a file the gate has let through, with what it found there. */
  static RegisterWorkbook read(byte[] file, Map<String, List<Span>> spansBySheet) {
    try (ReadableWorkbook workbook = open(file)) {
      List<Sheet> visible =
          workbook
              .getSheets()
              .filter(s -> s.getVisibility() == SheetVisibility.VISIBLE)
              .filter(s -> s.getId() != null && spansBySheet.containsKey(s.getId()))
              .toList();
      if (visible.isEmpty()) {
        throw new Unreadable("noSheet");
      }
      return read(workbook, visible, spansBySheet);
    } catch (IOException e) {
      throw new Unreadable("broken", e);
    }
  }

  private static ReadableWorkbook open(byte[] file) throws IOException {
    try {
      return new ReadableWorkbook(new ByteArrayInputStream(file));
    } catch (RuntimeException e) {
      // The parser reports bad input by unchecked exceptions of many types.
      throw new Unreadable("broken", e);
    }
  }

  private static RegisterWorkbook read(
      ReadableWorkbook workbook, List<Sheet> sheets, Map<String, List<Span>> spansBySheet)
      throws IOException {
    RegisterHeader nearest = null;
    String nearestSheet = "";
    boolean empty = true;
    for (Sheet sheet : sheets) {
      try (Stream<Row> stream = stream(sheet)) {
        SheetLines lines = new SheetLines(stream.iterator());
        empty &= lines.peek() == null;
        RegisterHeader header = RegisterHeader.find(lines);
        if (header.missing().isEmpty()) {
          List<Span> spans = spansBySheet.getOrDefault(sheet.getId(), List.of());
          RegisterReader reader = new RegisterReader(header, workbook.isDate1904(), spans);
          return reader.readBelow(lines, sheet.getName(), namesBut(sheet, sheets));
        }
        if (nearest == null || header.size() > nearest.size()) {
          nearest = header;
          nearestSheet = sheet.getName();
        }
      }
    }
    throw empty || nearest == null ? new Unreadable("empty") : withoutHeader(nearest, nearestSheet);
  }

  private static Stream<Row> stream(Sheet sheet) throws IOException {
    try {
      return sheet.openStream();
    } catch (RuntimeException e) {
      throw new Unreadable("broken", e);
    }
  }

  private static List<String> namesBut(Sheet read, List<Sheet> sheets) {
    return sheets.stream().filter(s -> s != read).map(Sheet::getName).toList();
  }

  /** Two columns known may be chance; three are a header with something left out. */
  private static Unreadable withoutHeader(RegisterHeader nearest, String sheet) {
    RegisterWords words = RegisterWords.words();
    String missing = words.join(nearest.missing().stream().map(words::nameOf).toList());
    return nearest.size() < 3
        ? new Unreadable("noHeader", missing)
        : new Unreadable("missingColumns", sheet, missing);
  }

  private RegisterWorkbook readBelow(SheetLines lines, String sheet, List<String> unreadSheets) {
    for (SheetLine line = lines.next(); line != null; line = lines.next()) {
      follow(line);
      switch (kind(line)) {
        case HAZARD -> readHazard(line);
        case NOTE -> notes.add(line.number());
        case NOTHING -> {}
      }
    }
    return new RegisterWorkbook(sheet, unreadSheets, header.headings(), rows, faults, notes);
  }

  /** Remembers what begins a cell merged over several rows. */
  private void follow(SheetLine line) {
    spans.forEach(
        (column, spans) -> {
          SheetCell cell = line.cell(column);
          if (cell != null && spans.containsKey(line.number())) {
            spanning.put(column, cell);
          }
        });
  }

  /** The cell itself, or the one merged over it. */
  private @Nullable SheetCell cell(SheetLine line, int column) {
    SheetCell own = line.cell(column);
    NavigableMap<Integer, Integer> spans = this.spans.get(column);
    if (own == null && spans != null) {
      Map.Entry<Integer, Integer> span = spans.floorEntry(line.number());
      SheetCell first = spanning.get(column);
      if (span != null
          && line.number() <= span.getValue()
          && first != null
          && first.row() == span.getKey()) {
        return first;
      }
    }
    return own;
  }

  private Kind kind(SheetLine line) {
    int shown = 0;
    boolean described = false;
    String lonely = "";
    for (RegisterColumn column : RegisterColumn.values()) {
      for (Source source : header.of(column)) {
        SheetCell cell = cell(line, source.index());
        // A formula that shows nothing was only pulled down in advance.
        if (cell != null && !cell.text().isEmpty()) {
          shown++;
          described |= column == RegisterColumn.DESCRIPTION;
          lonely = column == RegisterColumn.FOUND_ON ? cell.text() : "";
        }
      }
    }
    if (shown == 0) {
      return line.hasText() ? Kind.NOTE : Kind.NOTHING;
    }
    String first = line.firstText();
    if (words.isNote(first) || (words.isLabel(first) && !described) || header.isRepeatedBy(line)) {
      return Kind.NOTE;
    }
    boolean something = shown > 1 || described || line.hasNumber() || isDay(lonely);
    return something ? Kind.HAZARD : Kind.NOTE;
  }

  private boolean isDay(String text) {
    try {
      words.date(text);
      return true;
    } catch (NoDate e) {
      return false;
    }
  }

  private void readHazard(SheetLine line) {
    if (++hazards > RegisterWorkbook.MOST_ROWS) {
      throw new Unreadable("tooManyRows", String.valueOf(RegisterWorkbook.MOST_ROWS));
    }
    RegisterRow row = new HazardLine(line).read();
    if (row == null) {
      return;
    }
    Integer first = known.putIfAbsent(row.fingerprint(), row.row());
    if (first != null) {
      String whole = String.valueOf(row.row());
      faults.add(WorkbookFault.of(row.row(), whole, "", "duplicate", String.valueOf(first)));
      return;
    }
    length +=
        row.description().length()
            + row.measures().length()
            + row.standard().length()
            + row.status().length();
    if (length > LONGEST_IN_ALL) {
      throw new Unreadable("tooMuchText");
    }
    rows.add(row);
  }

  /** One data row; every fault of it is found, not only the first. */
  private final class HazardLine {
    private final SheetLine line;
    private final int faultsBefore = faults.size();

    HazardLine(SheetLine line) {
      this.line = line;
    }

    @Nullable RegisterRow read() {
      refuseFormulas();
      LocalDate foundOn = date(RegisterColumn.FOUND_ON);
      String organ = text(RegisterColumn.ORGAN);
      List<String> inspectors = names(RegisterColumn.INSPECTORS);
      List<Party> parties = new ArrayList<>();
      String unit = unit(organ, parties);
      String project = text(RegisterColumn.PROJECT);
      String place = text(RegisterColumn.PLACE);
      String description = text(RegisterColumn.DESCRIPTION);
      String category = text(RegisterColumn.CATEGORY);
      String grade = text(RegisterColumn.LOCAL_GRADE);
      String measures = text(RegisterColumn.MEASURES);
      String standard = text(RegisterColumn.STANDARD);
      LocalDate deadline = date(RegisterColumn.DEADLINE);
      String responsible = words.join(names(RegisterColumn.RESPONSIBLE));
      LocalDate completedOn = date(RegisterColumn.COMPLETED);
      List<String> statuses = texts(RegisterColumn.STATUS);
      refuseUnknowable(foundOn, unit, project + place, description);
      if (foundOn == null || faults.size() > faultsBefore) {
        return null;
      }
      return new RegisterRow(
          line.number(),
          foundOn,
          organ,
          inspectors,
          unit,
          parties,
          project,
          place,
          description,
          category,
          grade,
          words.gradeNumber(grade),
          words.isMajor(grade, category),
          measures,
          standard,
          deadline,
          responsible,
          completedOn,
          statuses.stream().filter(s -> !s.isEmpty()).findFirst().orElse(""),
          words.isFinished(statuses));
    }

    /** A formula's value is what some program last made of it, not what somebody wrote down. */
    private void refuseFormulas() {
      for (RegisterColumn column : RegisterColumn.values()) {
        for (Source source : header.of(column)) {
          SheetCell cell = cell(line, source.index());
          if (cell != null && cell.isFormula()) {
            fault(cell, source, "formula");
          }
        }
      }
    }

    private void refuseUnknowable(
        @Nullable LocalDate foundOn, String unit, String place, String description) {
      if (faults.size() > faultsBefore) {
        return;
      }
      if (foundOn == null) {
        missing(RegisterColumn.FOUND_ON);
      }
      if (unit.isEmpty()) {
        missing(RegisterColumn.UNIT);
      }
      if (place.isEmpty()) {
        missing(header.has(RegisterColumn.PLACE) ? RegisterColumn.PLACE : RegisterColumn.PROJECT);
      }
      if (description.isEmpty()) {
        missing(RegisterColumn.DESCRIPTION);
      }
    }

    private void missing(RegisterColumn column) {
      Source source = header.of(column).get(0);
      String cell = SheetCell.letter(source.index()) + line.number();
      faults.add(WorkbookFault.of(line.number(), cell, source.heading(), "missing"));
    }

    private String text(RegisterColumn column) {
      List<Source> sources = header.of(column);
      return sources.isEmpty() ? "" : text(column, sources.get(0));
    }

    private List<String> texts(RegisterColumn column) {
      return header.of(column).stream().map(s -> text(column, s)).toList();
    }

    private String text(RegisterColumn column, Source source) {
      SheetCell cell = cell(line, source.index());
      if (cell == null || cell.isFormula()) {
        return "";
      }
      String text = cell.text();
      if (cell.isError()) {
        fault(cell, source, "error", quote(text));
        return "";
      }
      String forbidden = SheetText.forbidden(text);
      if (forbidden != null) {
        fault(cell, source, "character", forbidden);
        return "";
      }
      if (!column.hasParagraphs() && !column.hasNames()) {
        text = RegisterWords.unwrap(text);
      }
      if (text.length() > column.longest()) {
        fault(cell, source, "tooLong", count(column.longest()), count(text.length()));
        return "";
      }
      return words.saysNothing(text) ? "" : text;
    }

    private @Nullable LocalDate date(RegisterColumn column) {
      String text = text(column);
      SheetCell cell = first(column);
      if (text.isEmpty() || cell == null) {
        return null;
      }
      try {
        return date(cell, text);
      } catch (NoDate e) {
        fault(cell, header.of(column).get(0), e.reason(), quote(text));
        return null;
      }
    }

    private LocalDate date(SheetCell cell, String text) throws NoDate {
      return cell.isNumber() ? words.date(cell.number(), from1904) : words.date(text);
    }

    private List<String> names(RegisterColumn column) {
      String text = text(column);
      SheetCell cell = first(column);
      if (text.isEmpty() || cell == null) {
        return List.of();
      }
      Source source = header.of(column).get(0);
      if (words.isNoName(text)) {
        fault(cell, source, "person", quote(asShown(cell, text)));
        return List.of();
      }
      List<String> names = words.names(text);
      for (String name : names) {
        if (name.length() > RegisterColumn.LONGEST_NAME) {
          fault(cell, source, "tooLong", count(RegisterColumn.LONGEST_NAME), count(name.length()));
          return List.of();
        }
      }
      return names;
    }

    private @Nullable SheetCell first(RegisterColumn column) {
      List<Source> sources = header.of(column);
      return sources.isEmpty() ? null : cell(line, sources.get(0).index());
    }

    /** Excel shows a date where the file has a number; the writer should find what he saw. */
    private String asShown(SheetCell cell, String text) {
      try {
        return cell.isNumber() ? date(cell, text).toString() : text;
      } catch (NoDate e) {
        return text;
      }
    }

    /**
     * The unit responsible. Where the register splits it by role, the one that does the work; else
     * the only one; else the first that is not the organ that inspected.
     */
    private String unit(String organ, List<Party> parties) {
      List<Party> best = new ArrayList<>();
      int bestRank = Integer.MAX_VALUE;
      for (Source source : header.of(RegisterColumn.UNIT)) {
        String name = text(RegisterColumn.UNIT, source);
        if (name.isEmpty()) {
          continue;
        }
        Party party = new Party(source.role().isEmpty() ? source.heading() : source.role(), name);
        parties.add(party);
        if (source.rank() <= bestRank) {
          bestRank = source.rank();
          best.add(party);
        }
      }
      return best.stream()
          .filter(p -> words.isPreferredRole(p.role()))
          .findFirst()
          .or(() -> best.stream().filter(p -> !p.name().equals(organ)).findFirst())
          .or(() -> best.stream().findFirst())
          .map(Party::name)
          .orElse("");
    }

    /** A merged cell is named where it begins, but it is this row that is refused. */
    private void fault(SheetCell cell, Source source, String reason, String... details) {
      faults.add(WorkbookFault.of(line.number(), cell.address(), source.label(), reason, details));
    }

    private static String count(int characters) {
      return String.valueOf(characters);
    }

    private static String quote(String text) {
      String line = text.replace('\n', ' ');
      return line.codePointCount(0, line.length()) <= LONGEST_QUOTE
          ? line
          : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE - 1)) + "\u2026";
    }
  }
}
