package io.bihuan.workbook;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The filled cells of one row. */
public final class SheetLine {
  private final int number;
  private final Map<Integer, SheetCell> cells = new TreeMap<>();

  public SheetLine(Row row) {
    this.number = numberOf(row);
    for (Cell parsed : row) {
      SheetCell cell = parsed == null ? null : SheetCell.of(number, parsed);
      if (cell != null) {
        cells.put(cell.column(), cell);
      }
    }
  }

  /** Rows without a number of their own are counted from 0 by the row, from 1 by its cells. */
  private static int numberOf(Row row) {
    int number = row.getRowNum();
    for (Cell cell : row) {
      if (cell != null) {
        return Math.max(number, cell.getAddress().getRow() + 1);
      }
    }
    return number;
  }

  public int number() {
    return number;
  }

  public boolean isEmpty() {
    return cells.isEmpty();
  }

  public Collection<SheetCell> cells() {
    return cells.values();
  }

  public Collection<Integer> columns() {
    return cells.keySet();
  }

  public @Nullable SheetCell cell(int column) {
    return cells.get(column);
  }

  public String text(int column) {
    SheetCell cell = cells.get(column);
    return cell == null ? "" : cell.text();
  }

  public String firstText() {
    return cells.values().stream()
        .map(SheetCell::text)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  public boolean hasText() {
    return cells.values().stream().anyMatch(SheetCell::isText);
  }

  /** Such as the running number in front of every hazard. */
  public boolean hasNumber() {
    return cells.values().stream().anyMatch(SheetCell::isNumber);
  }
}
