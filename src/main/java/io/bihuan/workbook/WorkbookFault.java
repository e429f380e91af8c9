package io.bihuan.workbook;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a row was not imported. A row may have several faults; each names its cell.
 *
 * @param row the row not imported, as Excel counts
 * @param cell as Excel names it, such as D7; the first of them where cells are merged; only the
 *     row's number when the whole row is at fault
 * @param heading as the workbook has it; empty when the whole row is at fault
 * @param code key in the messages files
 * @param details what the message inserts after cell and heading
 */
public record WorkbookFault(
    int row, String cell, String heading, String code, List<String> details) {

  public static WorkbookFault of(
      int row, String cell, String heading, String reason, String... details) {
    return new WorkbookFault(row, cell, heading, "import.fault." + reason, List.of(details));
  }

  /** The letter of the column; empty when the whole row is at fault. */
  public String column() {
    return cell.replaceAll("[0-9]+$", "");
  }

  /** What the message inserts: {0} cell, {1} heading, then the details. */
  public List<String> args() {
    List<String> args = new ArrayList<>();
    args.add(cell);
    args.add(heading);
    args.addAll(details);
    return List.copyOf(args);
  }
}
