package io.bihuan.loop.discovery;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The filled cells of one row. */
final class SheetLine {
  /** Beyond it a number is no text an office would write. */
  private static final int LARGEST_SCALE = 50;

  private final int number;
  private final Map<Integer, Cell> cells = new TreeMap<>();

  SheetLine(Row row) {
    int counted = row.getRowNum();
    for (Cell cell : row) {
      if (cell != null) {
        // Rows without a number of their own are counted from 0 by the row, from 1 by the cell.
        counted = Math.max(counted, cell.getAddress().getRow() + 1);
        if (isFilled(cell)) {
          cells.put(cell.getColumnIndex(), cell);
        }
      }
    }
    this.number = counted;
  }

  private static boolean isFilled(Cell cell) {
    return isFormula(cell) || cell.getType() == CellType.ERROR || !text(cell).isEmpty();
  }

  /** The parser calls a text cell of some programs a formula without one. */
  static boolean isFormula(Cell cell) {
    return cell.getFormula() != null;
  }

  static String text(Cell cell) {
    Object value = cell.getValue();
    if (value instanceof BigDecimal decimal) {
      return Math.abs(decimal.scale()) > LARGEST_SCALE
          ? decimal.toString()
          : plain(decimal.stripTrailingZeros());
    }
    return value == null ? "" : RegisterWords.clean(value.toString());
  }

  private static String plain(BigDecimal decimal) {
    return Math.abs(decimal.scale()) > LARGEST_SCALE ? decimal.toString() : decimal.toPlainString();
  }

  int number() {
    return number;
  }

  boolean isEmpty() {
    return cells.isEmpty();
  }

  Collection<Integer> columns() {
    return cells.keySet();
  }

  @Nullable Cell cell(int column) {
    return cells.get(column);
  }

  String text(int column) {
    Cell cell = cells.get(column);
    return cell == null ? "" : text(cell);
  }

  String firstText() {
    return cells.values().stream()
        .map(SheetLine::text)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  boolean hasText() {
    return cells.keySet().stream().anyMatch(this::isText);
  }

  /** Such as the running number in front of every hazard. */
  boolean hasNumber() {
    return cells.values().stream().anyMatch(cell -> cell.getType() == CellType.NUMBER);
  }

  /** Neither a number nor what a formula makes. */
  boolean isText(int column) {
    Cell cell = cells.get(column);
    return cell != null
        && !isFormula(cell)
        && (cell.getType() == CellType.STRING || cell.getType() == CellType.FORMULA);
  }
}
