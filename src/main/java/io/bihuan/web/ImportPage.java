package io.bihuan.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 导入台账: the form, and after an upload its report. */
public record ImportPage(Filled form, List<Choice> inspectors, @Nullable Report report) {

  /** What became of each row. */
  public record Report(
      String file,
      int read,
      int finished,
      int already,
      List<Draft> drafts,
      List<Refused> refused) {}

  /** An open row that became a draft; {@code missing} are field names. */
  public record Draft(int row, String no, String unit, String description, List<String> missing) {}

  /** A row that was not taken, with the column and the reason. */
  public record Refused(int row, String column, String reason) {}
}
