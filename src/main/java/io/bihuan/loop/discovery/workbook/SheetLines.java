package io.bihuan.loop.discovery.workbook;

import java.util.Iterator;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet that have something in them, one at a time. */
final class SheetLines {
  private final Iterator<Row> rows;
  private @Nullable SheetLine ahead;

  SheetLines(Iterator<Row> rows) {
    this.rows = rows;
  }

  @Nullable SheetLine next() {
    SheetLine line = peek();
    ahead = null;
    return line;
  }

  @Nullable SheetLine peek() {
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
