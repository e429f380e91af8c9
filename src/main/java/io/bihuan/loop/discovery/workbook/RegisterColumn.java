package io.bihuan.loop.discovery.workbook;

/** What a column of a 台账 can mean. Its words are in {@code register-words.properties}. */
public enum RegisterColumn {
  FOUND_ON(50),
  ORGAN(100),
  INSPECTORS(500),
  PROJECT(200),
  PLACE(200),
  DESCRIPTION(4000),
  CATEGORY(50),
  LOCAL_GRADE(50),
  MEASURES(4000),
  STANDARD(2000),
  DEADLINE(50),
  UNIT(100),
  RESPONSIBLE(200),
  COMPLETED(50),
  STATUS(2000);

  /** For each name in {@link #INSPECTORS} and {@link #RESPONSIBLE}. */
  static final int LONGEST_NAME = 50;

  private final int longest;

  RegisterColumn(int longest) {
    this.longest = longest;
  }

  /** Characters a cell of this column may have. */
  int longest() {
    return longest;
  }

  boolean hasNames() {
    return this == INSPECTORS || this == RESPONSIBLE;
  }

  /** Line breaks are the writer's paragraphs here; elsewhere they only wrap a narrow column. */
  boolean hasParagraphs() {
    return this == DESCRIPTION || this == MEASURES || this == STANDARD || this == STATUS;
  }
}
