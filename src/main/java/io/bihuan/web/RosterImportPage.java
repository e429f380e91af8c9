package io.bihuan.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 导入名册: the form, and after an upload its report. */
public record RosterImportPage(Filled form, @Nullable Report report) {

  /**
   * What became of the rows.
   *
   * @param proposed whether the posts wait for a second administrator
   */
  public record Report(
      String file,
      int read,
      int units,
      int persons,
      int posts,
      boolean proposed,
      int certificates,
      int already,
      List<Activation> activations,
      List<Refused> refused) {}

  /** An account that was opened, with the code that opens it; shown once. */
  public record Activation(String name, String staffNo, String username, String code) {}

  /** What was wrong with a row. */
  public record Refused(String sheet, int row, String column, String reason) {}
}
