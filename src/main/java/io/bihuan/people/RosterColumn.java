package io.bihuan.people;

/** What a column of a 名册 says. */
enum RosterColumn {
  UNIT_NAME(Sheet.UNITS, 100, true),
  UNIT_USCC(Sheet.UNITS, 40, true),
  UNIT_AREA(Sheet.UNITS, 100, true),
  UNIT_INDUSTRY(Sheet.UNITS, 20, true),
  PERSON_NAME(Sheet.PERSONS, 50, true),
  STAFF_NO(Sheet.PERSONS, 50, true),
  USERNAME(Sheet.PERSONS, 50, false),
  ROLE(Sheet.PERSONS, 20, false),
  TITLE(Sheet.PERSONS, 50, false),
  PLACE(Sheet.PERSONS, 100, false),
  CERTIFICATE_KIND(Sheet.PERSONS, 50, false),
  CERTIFICATE(Sheet.PERSONS, 50, false),
  CERTIFICATE_FROM(Sheet.PERSONS, 40, false),
  CERTIFICATE_TO(Sheet.PERSONS, 40, false),
  VALID_FROM(Sheet.PERSONS, 40, false),
  VALID_TO(Sheet.PERSONS, 40, false);

  /** Which sheet it stands on. */
  enum Sheet {
    UNITS,
    PERSONS
  }

  private final Sheet sheet;
  private final int longest;
  private final boolean required;

  RosterColumn(Sheet sheet, int longest, boolean required) {
    this.sheet = sheet;
    this.longest = longest;
    this.required = required;
  }

  Sheet sheet() {
    return sheet;
  }

  int longest() {
    return longest;
  }

  /** Without it the sheet is none of a roster. */
  boolean isRequired() {
    return required;
  }

  boolean isDate() {
    return this == CERTIFICATE_FROM
        || this == CERTIFICATE_TO
        || this == VALID_FROM
        || this == VALID_TO;
  }
}
