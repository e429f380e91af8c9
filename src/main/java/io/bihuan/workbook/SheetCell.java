package io.bihuan.workbook;

import java.math.BigDecimal;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellAddress;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * A filled cell.
 *
 * @param row as Excel counts
 * @param column from 0
 * @param text cleaned; empty where a formula shows nothing
 */
public record SheetCell(int row, int column, Cell parsed, String text) {
  /** Beyond it a number is no text an office would write. */
  private static final int LARGEST_SCALE = 50;

  public static @Nullable SheetCell of(int row, Cell parsed) {
    SheetCell cell = new SheetCell(row, parsed.getColumnIndex(), parsed, textOf(parsed));
    return cell.isFormula() || cell.isError() || !cell.text.isEmpty() ? cell : null;
  }

  public static String letter(int column) {
    return CellAddress.convertNumToColString(column);
  }

  /** As Excel names it, such as D7. */
  public String address() {
    return letter(column) + row;
  }

  /** The parser calls a text cell of some programs a formula without one. */
  public boolean isFormula() {
    return parsed.getFormula() != null;
  }

  public boolean isError() {
    return parsed.getType() == CellType.ERROR;
  }

  /** Neither a number nor what a formula makes. */
  public boolean isText() {
    return !isFormula()
        && (parsed.getType() == CellType.STRING || parsed.getType() == CellType.FORMULA);
  }

  public boolean isNumber() {
    return parsed.getType() == CellType.NUMBER;
  }

  /** Only for a number. */
  public double number() {
    return parsed.asNumber().doubleValue();
  }

  private static String textOf(Cell cell) {
    Object value = cell.getValue();
    if (value instanceof BigDecimal decimal) {
      BigDecimal plain =
          Math.abs(decimal.scale()) > LARGEST_SCALE ? decimal : decimal.stripTrailingZeros();
      return Math.abs(plain.scale()) > LARGEST_SCALE ? plain.toString() : plain.toPlainString();
    }
    return value == null ? "" : SheetText.clean(value.toString());
  }
}
