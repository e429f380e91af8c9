package io.bihuan.workbook;

import java.util.Iterator;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet that have something in them, one at a time. */
public final class SheetLines {
  private final Iterator<Row> rows;
  private @Nullable SheetLine ahead;

  public SheetLines(Iterator<Row> rows) {
    this.rows = rows;
  }

  public @Nullable SheetLine next() {
    SheetLine line = peek();
    ahead = null;
    return line;
  }

  public @Nullable SheetLine peek() {
    while (ahead == null) {
      Row row = parse();
      if (row == null) {
        return null;
      }
      SheetLine line = new SheetLine(row);
      if (!line.isEmpty()) {
        ahead = line;
      }
    }
    return ahead;
  }

  private @Nullable Row parse() {
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (RuntimeException e) {
      // The parser reports bad input by unchecked exceptions of many types.
      throw new Unreadable("broken", e);
    }
  }
}
