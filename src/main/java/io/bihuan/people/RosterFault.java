package io.bihuan.people;

import java.util.List;

/**
 * Why a row of a 名册 was not imported.
 *
 * @param row as Excel counts
 * @param column letter of the column; empty when the whole row is at fault
 * @param heading as the workbook has it; empty when the whole row is at fault
 * @param code key in the messages files
 */
public record RosterFault(
    String sheet, int row, String column, String heading, String code, List<Object> args) {}
