package io.bihuan.loop.discovery.workbook;

import static io.bihuan.loop.discovery.workbook.RegisterWords.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bihuan.loop.discovery.workbook.RegisterWords.NoDate;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025.8.4",
        "2025-08-04",
        "2025/8/4",
        "2025年8月4日",
        "2025 年 08 月 04 日",
        "2025年8月4号",
        "20250804",
        "２０２５．８．４",
        "2025-08-04 10:30",
        "2025/8/4 00:00:00"
      })
  void aDateIsReadAsOfficesWriteIt(String text) throws NoDate {
    assertThat(words().date(text)).isEqualTo(LocalDate.of(2025, 8, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "8月4日,dateNoYear",
    "8.4,dateNoYear",
    "25.8.4,date",
    "2025年8月,date",
    "2025.8.4-2025.8.10,date",
    "2025.8.4前,date",
    "立即整改,date",
    "20250230,dateImpossible",
    "2025.13.1,dateImpossible",
    "1999-12-31,dateOutOfRange",
    "9999-01-01,dateOutOfRange"
  })
  void whatIsNoDateSaysWhy(String text, String reason) {
    assertThatThrownBy(() -> words().date(text)).isInstanceOf(NoDate.class).hasMessage(reason);
  }

  @Test
  void aSerialIsADayOfItsSystem() throws NoDate {
    assertThat(words().date(45873, false)).isEqualTo(LocalDate.of(2025, 8, 4));
    assertThat(words().date(45873.99, false)).isEqualTo(LocalDate.of(2025, 8, 4));
    assertThat(words().date(44411, true)).isEqualTo(LocalDate.of(2025, 8, 4));
    assertThat(words().date(20250804, false)).isEqualTo(LocalDate.of(2025, 8, 4));
    for (double bad : new double[] {-1, 0, 60, 36525, 1e300, Double.NaN}) {
      assertThatThrownBy(() -> words().date(bad, false)).hasMessage("dateOutOfRange");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "赵一鸣、钱二川|赵一鸣,钱二川",
        "赵一鸣，钱二川,孙立|赵一鸣,钱二川,孙立",
        "赵一鸣； 钱二川/孙立|赵一鸣,钱二川,孙立",
        "赵一鸣 钱二川|赵一鸣,钱二川",
        "赵一鸣　钱二川|赵一鸣,钱二川",
        "孙　立|孙立",
        "孙 立、赵一鸣|孙立,赵一鸣",
        "孙 立 赵一鸣|孙立,赵一鸣",
        "孙 立 周 岚|孙立,周岚",
        "孙 小 立|孙小立",
        "赵一鸣（组长）、钱二川|赵一鸣,钱二川",
        "组长：赵一鸣|赵一鸣",
        "赵一鸣、赵一鸣|赵一鸣",
        "买买提·艾力 赵一鸣|买买提·艾力,赵一鸣",
        "Anna Meier、赵一鸣|Anna Meier,赵一鸣"
      })
  void severalNamesInOneCellAreTakenApart(String cell, String names) {
    assertThat(words().names(cell)).isEqualTo(List.of(names.split(",")));
  }

  @Test
  void namesMayStandBelowEachOther() {
    assertThat(words().names("赵一鸣\n孙　立\n")).containsExactly("赵一鸣", "孙立");
  }

  @ParameterizedTest
  @CsvSource({
    "3,3,false",
    "3级,3,false",
    "5级,5,false",
    "一般3级,3,false",
    "三级,3,false",
    "Ⅲ级,3,false",
    "Ⅲ,3,false",
    "Ⅳ级,4,false",
    "２级,2,false",
    "一般,,false",
    "较大,,false",
    "非重大,,false",
    "重大,,true",
    "重大事故隐患,,true",
    "1级,1,true",
    "一级,1,true",
    "Ⅰ级,1,true",
    "1,1,true",
    "12,,false"
  })
  void aLocalGradeIsReadAndTheHighestIsAMajorCandidate(
      String grade, Integer number, boolean major) {
    assertThat(words().gradeNumber(grade)).isEqualTo(number);
    assertThat(words().isMajor(grade, "")).isEqualTo(major);
  }

  @Test
  void theCategoryMayNameAMajorHazard() {
    assertThat(words().isMajor("", "重大事故隐患")).isTrue();
    assertThat(words().isMajor("3", "一般")).isFalse();
  }

  @Test
  void noWordMeansTwoColumns() {
    for (RegisterColumn column : RegisterColumn.values()) {
      assertThat(words().meaning(words().nameOf(column)))
          .hasValueSatisfying(m -> assertThat(m.column()).isEqualTo(column));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"填写要求：1.每月报送", "填 报 人：周岚", "合计", "合计：5", "共计12条", "备注：无", "注：略", "说明"})
  void aRowBeginningSoIsANote(String text) {
    assertThat(words().isNote(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"说明书印刷厂", "合计工贸有限公司", "2026-03-02", "晨光木业", "注塑车间"})
  void aRowBeginningOtherwiseIsNone(String text) {
    assertThat(words().isNote(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "-", "——", "无", "\\", " ", "", "／"})
  void aStrokeInACellSaysNothing(String text) {
    assertThat(words().saysNothing(text)).isTrue();
  }

  @Test
  void statusesAreWeighedByTheStrongestColumn() {
    assertThat(words().isFinished(Arrays.asList("", "合格", "换了阀门"))).isTrue();
    assertThat(words().isFinished(List.of("换了阀门", "合格"))).isFalse();
    assertThat(words().isFinished(List.of())).isFalse();
  }
}
