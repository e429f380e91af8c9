package io.bihuan.loop.discovery.workbook;

import io.bihuan.workbook.Unreadable;
import io.bihuan.workbook.WorkbookFault;
import io.bihuan.workbook.WorkbookGate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A 台账 workbook as an office keeps it, read: which sheet, which columns, which hazards, and what
 * was refused and why. Reading changes nothing.
 *
 * @param sheet the first visible sheet with the header of a register
 * @param unreadSheets the other visible sheets
 * @param headings the header as found, by meaning
 * @param rows in the order of the sheet
 * @param faults of the rows that cannot be imported, in the order of the sheet
 * @param notes rows taken for explanations, totals or signature lines
 */
public record RegisterWorkbook(
    String sheet,
    List<String> unreadSheets,
    Map<RegisterColumn, String> headings,
    List<RegisterRow> rows,
    List<WorkbookFault> faults,
    List<Integer> notes) {

  /** Data rows in one file. More than an office keeps in a decade; few enough to report on. */
  static final int MOST_ROWS = 20_000;

  public RegisterWorkbook {
    unreadSheets = List.copyOf(unreadSheets);
    headings = Map.copyOf(headings);
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
    notes = List.copyOf(notes);
  }

  /** Throws {@link Unreadable} when there is nothing to be had from the file as a whole. */
  public static RegisterWorkbook read(InputStream workbook) throws IOException {
    byte[] file = workbook.readNBytes(WorkbookGate.LARGEST_FILE + 1);
    return RegisterReader.read(file, WorkbookGate.inspect(file));
  }

  public static RegisterWorkbook read(Path workbook) throws IOException {
    try (InputStream in = Files.newInputStream(workbook)) {
      return read(in);
    }
  }

  /** Whether this is what a register calls a major hazard. */
  public static boolean saysMajor(String localGrade) {
    return RegisterWords.words().isMajor(localGrade, "");
  }

  public List<RegisterRow> finished() {
    return rows.stream().filter(RegisterRow::finished).toList();
  }

  public List<RegisterRow> open() {
    return rows.stream().filter(row -> !row.finished()).toList();
  }

  /** Rows, not faults: one row may have several. */
  public int refusedRows() {
    return (int) faults.stream().mapToInt(WorkbookFault::row).distinct().count();
  }
}
