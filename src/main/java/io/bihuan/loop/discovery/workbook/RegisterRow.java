package io.bihuan.loop.discovery.workbook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hazard as a 台账 has it. Texts that are not filled in are empty.
 *
 * @param row as Excel counts
 * @param organ the organ that inspected
 * @param unit the one taken as the unit responsible, out of {@code parties}
 * @param parties every unit named, where the register splits the unit by role
 * @param place empty when only the project is named
 * @param localGrade as written, such as 一般3级; the statutory grade is for a person to decide
 * @param localGradeNumber the 3 in 一般3级
 * @param major the register says 重大 or 1级: to be graded by a person, never by the import
 * @param responsible names, joined when the cell has several
 * @param status as written
 * @param finished the register says without doubt that the rectification is done
 */
public record RegisterRow(
    int row,
    LocalDate foundOn,
    String organ,
    List<String> inspectors,
    String unit,
    List<Party> parties,
    String project,
    String place,
    String description,
    String category,
    String localGrade,
    @Nullable Integer localGradeNumber,
    boolean major,
    String measures,
    String standard,
    @Nullable LocalDate deadline,
    String responsible,
    @Nullable LocalDate completedOn,
    String status,
    boolean finished) {

  /**
   * A unit by its part in the work.
   *
   * @param role the heading it stands under, such as 施工
   */
  public record Party(String role, String name) {}

  public RegisterRow {
    inspectors = List.copyOf(inspectors);
    parties = List.copyOf(parties);
  }

  /**
   * By what the row is known when the file comes again: unit, place, date and description. Width,
   * spaces and line breaks do not make another hazard; whoever retypes a cell changes those.
   */
  public String fingerprint() {
    String identity =
        String.join(
            "\n", bare(unit), bare(project) + bare(place), foundOn.toString(), bare(description));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}]+", "");
  }
}
