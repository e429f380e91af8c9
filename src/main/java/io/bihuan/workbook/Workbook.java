package io.bihuan.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** The visible sheets of a workbook, one after the other. */
public final class Workbook {
  private Workbook() {}

  /** Takes a sheet; its rows can be read while it is asked and not later. */
  @FunctionalInterface
  public interface Reader {
    /**
     * @param from1904 whether its days count from 1904
     */
    void read(String sheet, SheetLines lines, boolean from1904);
  }

  /** Throws {@link Unreadable} when there is nothing to be had from the file as a whole. */
  public static void read(InputStream workbook, Reader reader) throws IOException {
    byte[] file = workbook.readNBytes(WorkbookGate.LARGEST_FILE + 1);
    Set<String> lookedAt = WorkbookGate.inspect(file).keySet();
    try (ReadableWorkbook open = open(file)) {
      List<Sheet> visible =
          open.getSheets()
              .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
              .filter(sheet -> sheet.getId() != null && lookedAt.contains(sheet.getId()))
              .toList();
      if (visible.isEmpty()) {
        throw new Unreadable("noSheet");
      }
      for (Sheet sheet : visible) {
        try (Stream<Row> rows = stream(sheet)) {
          reader.read(sheet.getName(), new SheetLines(rows.iterator()), open.isDate1904());
        }
      }
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

  private static Stream<Row> stream(Sheet sheet) throws IOException {
    try {
      return sheet.openStream();
    } catch (RuntimeException e) {
      throw new Unreadable("broken", e);
    }
  }
}
