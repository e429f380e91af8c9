package io.bihuan.loop.discovery.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.workbook.WorkbookFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A real ledger that is not ours to publish; counted by hand. Its texts stay out of this file. */
@EnabledIf("isThere")
class SampleRegisterTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("bihuan.sample", "../shared/data/hazard-ledger-sample.xlsx"));

  static boolean isThere() {
    return Files.isReadable(SAMPLE);
  }

  @Test
  void everyRowOfTheSampleIsReadOrRefusedWithItsCell() throws IOException {
    RegisterWorkbook read = RegisterWorkbook.read(SAMPLE);

    assertThat(read.finished()).hasSize(26);
    assertThat(read.open()).extracting(RegisterRow::row).containsExactly(27, 32);
    assertThat(read.faults()).extracting(WorkbookFault::cell).containsExactly("P22", "P29", "Q29");
    assertThat(read.refusedRows()).isEqualTo(2);
    assertThat(read.notes()).containsExactly(34);
  }

  @Test
  void theQuirksOfTheSampleAreUnderstood() throws IOException {
    RegisterWorkbook read = RegisterWorkbook.read(SAMPLE);
    Map<Integer, RegisterRow> rows =
        read.rows().stream().collect(Collectors.toMap(RegisterRow::row, Function.identity()));

    assertThat(read.headings()).hasSize(14).doesNotContainKey(RegisterColumn.STANDARD);
    assertThat(read.rows()).allMatch(row -> !row.unit().isEmpty() && !row.inspectors().isEmpty());
    assertThat(rows.get(3).foundOn()).isEqualTo(LocalDate.of(2025, 1, 3));
    assertThat(rows.get(3).description()).contains("\n");
    assertThat(rows.get(27).deadline()).isEqualTo(LocalDate.of(2025, 6, 30));
    assertThat(rows.get(32).foundOn()).isEqualTo(LocalDate.of(2025, 8, 4));
    assertThat(rows.get(32).responsible()).isEmpty();
    assertThat(inspectors(rows, 3, 4, 5, 13, 17, 32)).containsExactly(2, 3, 1, 2, 2, 4);
    assertThat(rows.get(11).localGradeNumber()).isEqualTo(5);
    assertThat(rows.get(30).localGradeNumber()).isEqualTo(3);
    assertThat(read.rows()).noneMatch(RegisterRow::major);
    assertThat(rows.get(10).unit()).isEqualTo(rows.get(10).parties().get(1).name());
    assertThat(rows.get(5).unit()).isEqualTo(rows.get(5).parties().get(2).name());
    assertThat(read.rows().stream().map(RegisterRow::fingerprint).distinct()).hasSize(28);
  }

  private static List<Integer> inspectors(Map<Integer, RegisterRow> rows, int... numbers) {
    return Arrays.stream(numbers).mapToObj(n -> rows.get(n).inspectors().size()).toList();
  }
}
