package io.bihuan.loop.discovery.workbook;

import static io.bihuan.loop.discovery.workbook.WorkbookFixture.hazard;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.hazardWith;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.plain;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.said;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.splitByRole;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.loop.discovery.workbook.RegisterRow.Party;
import io.bihuan.loop.discovery.workbook.WorkbookFixture.Formula;
import io.bihuan.workbook.WorkbookFault;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ss.usermodel.FormulaError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterWorkbookTest {
  private static final LocalDate FOUND = LocalDate.of(2026, 3, 2);

  @Test
  void aHeaderOfTwoMergedRowsIsFoundByItsWords() {
    RegisterWorkbook read =
        splitByRole()
            .row(
                1,
                FOUND,
                "第三指挥部",
                "周岚、吴　起",
                "二标段",
                "K12 桥墩",
                "1.临边无护栏。\n2.无警示牌。 ",
                "高处作业",
                "一般3级",
                "1.立即设置护栏。",
                "2026.3.9",
                "第三指挥部",
                null,
                "宏远路桥公司",
                "正信监理公司",
                "郑大海",
                LocalDate.of(2026, 3, 8),
                "已整改")
            .read();

    assertThat(read.faults()).isEmpty();
    assertThat(read.headings())
        .containsEntry(RegisterColumn.UNIT, "整改责任单位")
        .containsEntry(RegisterColumn.MEASURES, "整改要求（措施）")
        .doesNotContainKey(RegisterColumn.STANDARD);
    RegisterRow row = read.rows().get(0);
    assertThat(row.row()).isEqualTo(3);
    assertThat(row.foundOn()).isEqualTo(FOUND);
    assertThat(row.organ()).isEqualTo("第三指挥部");
    assertThat(row.inspectors()).containsExactly("周岚", "吴起");
    assertThat(row.unit()).isEqualTo("宏远路桥公司");
    assertThat(row.parties())
        .containsExactly(
            new Party("建设", "第三指挥部"), new Party("施工", "宏远路桥公司"), new Party("监理", "正信监理公司"));
    assertThat(row.project()).isEqualTo("二标段");
    assertThat(row.place()).isEqualTo("K12 桥墩");
    assertThat(row.description()).isEqualTo("1.临边无护栏。\n2.无警示牌。");
    assertThat(row.localGrade()).isEqualTo("一般3级");
    assertThat(row.localGradeNumber()).isEqualTo(3);
    assertThat(row.major()).isFalse();
    assertThat(row.standard()).isEmpty();
    assertThat(row.deadline()).isEqualTo(LocalDate.of(2026, 3, 9));
    assertThat(row.responsible()).isEqualTo("郑大海");
    assertThat(row.completedOn()).isEqualTo(LocalDate.of(2026, 3, 8));
    assertThat(row.finished()).isTrue();
  }

  @Test
  void titlesAboveTheHeaderAreNotTheHeader() {
    RegisterWorkbook read =
        WorkbookFixture.empty()
            .row("青石县隐患排查治理台账")
            .merge(0, 0, 0, 17)
            .row("填报单位：青石镇", null, null, "填报日期：2026年3月")
            .skip(1)
            .splitHeader()
            .row(
                1, FOUND, "县应急局", "周岚", "二标段", "桥墩", "临边无护栏", null, null, null, null, null, null,
                "宏远路桥公司")
            .read();

    assertThat(read.rows()).extracting(RegisterRow::row).containsExactly(6);
    assertThat(read.rows().get(0).unit()).isEqualTo("宏远路桥公司");
  }

  @Test
  void headingsUnderSpanningHeadingsAreReadTogether() {
    RegisterWorkbook read =
        WorkbookFixture.empty()
            .row("2026年一季度台账")
            .row("序号", "排查", null, "隐患", null, null, "整改", null, null, "企业名称", "复查", null)
            .row(null, "时间", "人员", "部 位", "名称", "等级", "措施", "期限", "责任人", null, "时间", "结果")
            .row(
                1,
                "2026/3/2",
                "周岚",
                "锅炉房",
                "安全阀未校验",
                "重大",
                "送检",
                "2026/3/9",
                "郑大海",
                "晨光木业",
                "2026/3/10",
                "合格")
            .read();

    assertThat(read.faults()).isEmpty();
    RegisterRow row = read.rows().get(0);
    assertThat(row.foundOn()).isEqualTo(FOUND);
    assertThat(row.inspectors()).containsExactly("周岚");
    assertThat(row.place()).isEqualTo("锅炉房");
    assertThat(row.description()).isEqualTo("安全阀未校验");
    assertThat(row.major()).isTrue();
    assertThat(row.measures()).isEqualTo("送检");
    assertThat(row.responsible()).isEqualTo("郑大海");
    assertThat(row.unit()).isEqualTo("晨光木业");
    assertThat(row.finished()).isTrue();
  }

  @Test
  void widthSpacesBreaksAndOrderOfTheHeadingsDoNotMatter() {
    RegisterWorkbook read =
        WorkbookFixture.empty()
            .row("隐 患\n描 述 *", "受检\n单位", "整改要求(措施)：", "隐患　部位", "检 查 时 间（年月日）")
            .row("安全阀未校验", "晨光木业", "送检", "锅炉房", 20260302)
            .read();

    RegisterRow row = read.rows().get(0);
    assertThat(row.foundOn()).isEqualTo(FOUND);
    assertThat(row.measures()).isEqualTo("送检");
    assertThat(row.finished()).isFalse();
  }

  @Test
  void theFirstVisibleSheetWithAHeaderIsRead() {
    RegisterWorkbook read =
        WorkbookFixture.empty()
            .row("说明：本台账每月更新")
            .sheet("旧")
            .row("检查时间", "受检单位", "隐患部位", "隐患描述")
            .hide(1)
            .sheet("三月")
            .row("检查时间", "受检单位", "隐患部位", "隐患描述")
            .row("2026-03-02", "晨光木业", "锅炉房", "安全阀未校验")
            .sheet("四月")
            .row("检查时间", "受检单位", "隐患部位", "隐患描述")
            .read();

    assertThat(read.sheet()).isEqualTo("三月");
    assertThat(read.unreadSheets()).containsExactly("台账", "四月");
    assertThat(read.rows()).hasSize(1);
  }

  @Test
  void explanationsTotalsAndSignatureLinesAreNoHazards() {
    RegisterWorkbook read =
        splitByRole()
            .row(
                1, FOUND, "县应急局", "周岚", "二标段", "桥墩", "临边无护栏", null, null, null, null, null, null,
                "宏远路桥公司")
            .row(2)
            .row("合计", null, null, null, null, null, "1 项")
            .skip(1)
            .row("填写要求：1.每月五日前报送。\n 2.重大隐患另报。")
            .row(null, "填报人：周岚", null, null, "审核人：吴起")
            .read();

    assertThat(read.rows()).hasSize(1);
    assertThat(read.faults()).isEmpty();
    assertThat(read.notes()).containsExactly(5, 7, 8);
  }

  @Test
  void aHeaderPrintedAgainIsNoHazard() {
    RegisterWorkbook read =
        splitByRole()
            .row(
                1, FOUND, "县应急局", "周岚", "二标段", "桥墩", "临边无护栏", null, null, null, null, null, null,
                "宏远路桥公司")
            .splitHeader()
            .row(
                2, FOUND, "县应急局", "周岚", "二标段", "桥墩", "无警示牌", null, null, null, null, null, null,
                "宏远路桥公司")
            .read();

    assertThat(read.rows()).extracting(RegisterRow::row).containsExactly(3, 6);
    assertThat(read.faults()).isEmpty();
    assertThat(read.notes()).containsExactly(4, 5);
  }

  @Test
  void aCellMergedDownwardsCountsForEveryRowItCovers() {
    RegisterWorkbook read =
        plain()
            .row(hazard("喷漆房照明不防爆"))
            .row(null, null, null, "二号仓库", "消防通道堵塞", "一般")
            .row(null, null, null, "三号仓库", "灭火器过期", "一般")
            .row(null, null, null, "四号仓库", "私拉电线", "一般")
            .merge(1, 3, 0, 0)
            .merge(1, 3, 1, 1)
            .merge(1, 3, 2, 2)
            .read();

    assertThat(read.rows()).extracting(RegisterRow::row).containsExactly(2, 3, 4);
    assertThat(read.rows()).extracting(RegisterRow::unit).containsOnly("青石镇晨光木业有限公司");
    assertThat(read.rows().get(2).inspectors()).containsExactly("赵一鸣", "钱二川");
    assertThat(read.faults())
        .extracting(WorkbookFixture::said)
        .containsExactly("A5（排查时间）没有填写。", "C5（受检单位）没有填写。");
    assertThat(read.refusedRows()).isEqualTo(1);
  }

  @Test
  void withoutAContractorTheUnitIsTheOneThatDidNotInspect() {
    RegisterWorkbook read =
        splitByRole()
            .row(
                1, FOUND, "第三指挥部", null, "二标段", "桥墩", "监理未旁站", null, null, null, null, "第三指挥部",
                null, null, "正信监理公司")
            .row(2, FOUND, "第三指挥部", null, "二标段", "桥台", "图纸未会审", null, null, null, null, "第三指挥部")
            .read();

    assertThat(read.rows()).extracting(RegisterRow::unit).containsExactly("正信监理公司", "第三指挥部");
  }

  @Test
  void theUnitInspectedGoesBeforeTheDepartmentResponsible() {
    RegisterWorkbook read =
        WorkbookFixture.empty()
            .row("检查时间", "责任部门", "受检单位", "隐患部位", "隐患描述")
            .row("2026-03-02", "设备科", "晨光木业", "锅炉房", "安全阀未校验")
            .row("2026-03-02", "设备科", "/", "锅炉房", "压力表损坏")
            .read();

    assertThat(read.rows()).extracting(RegisterRow::unit).containsExactly("晨光木业", "设备科");
  }

  @Test
  void aRowWithoutInspectorsOrResponsibleIsStillAHazard() {
    Object[] cells = hazard("喷漆房照明不防爆");
    cells[1] = null;
    cells[8] = "无";
    RegisterRow row = plain().row(cells).read().rows().get(0);

    assertThat(row.inspectors()).isEmpty();
    assertThat(row.responsible()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "已整改,true",
    "已销号,true",
    "已完成,true",
    "整改完成。,true",
    "是,true",
    "合格,true",
    "√,true",
    "待整改,false",
    "未整改,false",
    "整改中,false",
    "否,false",
    "未销号,false",
    "/,false",
    "'',false",
    "已整改80%,false",
    "已整改，待复查,false",
    "不合格,false",
    "见附件,false"
  })
  void aRowIsFinishedOnlyWhenItSaysSoWithoutDoubt(String status, boolean finished) {
    RegisterRow row = plain().row(hazardWith(9, status)).read().rows().get(0);

    assertThat(row.finished()).isEqualTo(finished);
  }

  @Test
  void oneColumnThatDeniesIsEnoughToKeepARowOpen() {
    RegisterWorkbook read =
        WorkbookFixture.empty()
            .row("检查时间", "受检单位", "隐患部位", "隐患描述", "整改情况", "复查结果", "是否销号")
            .row("2026-03-02", "晨光木业", "锅炉房", "甲", "已整改", "合格", "是")
            .row("2026-03-02", "晨光木业", "锅炉房", "乙", "已整改", "不合格", "是")
            .row("2026-03-02", "晨光木业", "锅炉房", "丙", "更换了新阀门", "合格")
            .row("2026-03-02", "晨光木业", "锅炉房", "丁", "已整改")
            .read();

    assertThat(read.finished()).extracting(RegisterRow::description).containsExactly("甲", "丙", "丁");
    assertThat(read.open()).extracting(RegisterRow::description).containsExactly("乙");
  }

  @Test
  void aWorkbookFrom1904CountsItsDaysFromThere() {
    RegisterRow row =
        plain().from1904().row(hazardWith(0, FOUND.toEpochDay() + 24107)).read().rows().get(0);

    assertThat(row.foundOn()).isEqualTo(FOUND);
  }

  @Test
  void aSerialWithoutADateStyleIsADate() {
    RegisterRow row = plain().row(hazardWith(0, 46083.75)).read().rows().get(0);

    assertThat(row.foundOn()).isEqualTo(FOUND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3月2日|A2（排查时间）没有写年份：“3月2日”。",
        "上周五|A2（排查时间）不是日期：“上周五”。请写成 2025-08-04 这样的日期。",
        "2026-02-30|A2（排查时间）的日期不存在：“2026-02-30”。",
        "1999.12.31|A2（排查时间）的日期不在 2000 年至 2100 年之间：“1999.12.31”。",
        "2101.1.1|A2（排查时间）的日期不在 2000 年至 2100 年之间：“2101.1.1”。"
      })
  void aDateThatIsNoneRefusesItsRowAndSaysWhy(String date, String said) {
    assertRefused(hazardWith(0, date), said);
  }

  @Test
  void aNumberThatIsNoDayIsRefused() {
    assertRefused(hazardWith(0, 2026.3), "A2（排查时间）的日期不在 2000 年至 2100 年之间：“2026.3”。");
  }

  @Test
  void aDateMayNotBeMissing() {
    assertRefused(hazardWith(0, null), "A2（排查时间）没有填写。");
  }

  @Test
  void aBadDeadlineAlsoRefusesItsRow() {
    assertRefused(hazardWith(7, "立即"), "H2（完成时限）不是日期：“立即”。请写成 2025-08-04 这样的日期。");
  }

  @Test
  void aDateWhereANameBelongsIsRefused() {
    assertRefused(hazardWith(8, FOUND), "I2（责任人）应填姓名，却是数字或日期：“2026-03-02”。");
    assertRefused(hazardWith(1, "2026.3.2"), "B2（检查人员）应填姓名，却是数字或日期：“2026.3.2”。");
  }

  @Test
  void aFormulaIsRefusedEvenWhereItShowsTheRightValue() {
    assertRefused(hazardWith(3, new Formula("\"一号\"&\"喷漆房\"")), "D2（隐患部位）是公式，请先把它粘贴成数值。");
    assertRefused(hazardWith(7, new Formula("A2+18")), "H2（完成时限）是公式，请先把它粘贴成数值。");
  }

  @Test
  void formulasPulledDownOverEmptyRowsAreNoHazards() {
    RegisterWorkbook read =
        plain()
            .row(hazard("喷漆房照明不防爆"))
            .row(null, null, null, null, null, null, null, new Formula("IF(A3=\"\",\"\",A3+18)"))
            .row(null, null, null, null, null, null, null, new Formula("IF(A4=\"\",\"\",A4+18)"))
            .read();

    assertThat(read.rows()).hasSize(1);
    assertThat(read.faults()).isEmpty();
    assertThat(read.notes()).isEmpty();
  }

  @Test
  void aFormulaInAColumnNobodyReadsDoesNoHarm() {
    RegisterWorkbook read =
        WorkbookFixture.empty()
            .row("序号", "检查时间", "受检单位", "隐患部位", "隐患描述")
            .row(new Formula("ROW()-1"), "2026-03-02", "晨光木业", "锅炉房", "安全阀未校验")
            .read();

    assertThat(read.rows()).hasSize(1);
  }

  @Test
  void anErrorValueIsRefused() {
    assertRefused(hazardWith(5, FormulaError.REF), "F2（隐患等级）是错误值 #REF!。");
  }

  @ParameterizedTest
  @CsvSource({"2,C2（受检单位）,100", "3,D2（隐患部位）,200", "4,E2（隐患描述）,4000", "6,G2（治理措施）,4000"})
  void aTextThatDoesNotFitIsRefused(int column, String cell, int longest) {
    String fits = "长".repeat(longest);

    assertThat(plain().row(hazardWith(column, fits)).read().faults()).isEmpty();
    assertRefused(
        hazardWith(column, fits + "短"),
        "%s共 %d 个字，最多 %d 个字。".formatted(cell, longest + 1, longest));
  }

  @Test
  void aNameThatDoesNotFitIsRefused() {
    assertRefused(hazardWith(1, "周岚、" + "长".repeat(51)), "B2（检查人员）共 51 个字，最多 50 个字。");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_x0000_", "_x0007_", "\u202E", "\u2066", "_xD800_", "\u0090", "_xFFFE_"})
  void aCharacterThatHidesOrTurnsTextIsRefused(String character) {
    RegisterWorkbook read = plain().row(hazardWith(4, "照明" + character + "不防爆")).read();

    assertThat(read.rows()).isEmpty();
    assertThat(said(read.faults().get(0))).startsWith("E2（隐患描述）含有不允许的字符 U+");
  }

  @Test
  void theLeavingsOfExcelAndChatProgramsAreCleared() {
    RegisterRow row =
        plain()
            .row(hazardWith(4, "\u3000一、照明_x000D_\n不防爆\u200B；_x000B_二、_x005F_号灯\uFEFF\u00A0"))
            .read()
            .rows()
            .get(0);

    assertThat(row.description()).isEqualTo("一、照明\n不防爆；\n二、_号灯");
  }

  @Test
  void aNameWrappedByANarrowColumnIsOneName() {
    RegisterRow row = plain().row(hazardWith(2, "青石镇晨光\n木业有限\n公司")).read().rows().get(0);

    assertThat(row.unit()).isEqualTo("青石镇晨光木业有限公司");
  }

  @Test
  void everyFaultOfARowIsNamedAtOnce() {
    Object[] cells = hazard("喷漆房照明不防爆");
    cells[0] = "上周五";
    cells[7] = "立即";
    cells[8] = 13800000000L;
    RegisterWorkbook read = plain().row(cells).row(hazard("通道堵塞")).read();

    assertThat(read.faults()).extracting(WorkbookFault::cell).containsExactly("A2", "H2", "I2");
    assertThat(read.faults()).extracting(WorkbookFault::column).containsExactly("A", "H", "I");
    assertThat(read.refusedRows()).isEqualTo(1);
    assertThat(read.rows()).extracting(RegisterRow::row).containsExactly(3);
  }

  @Test
  void theSameHazardTwiceInOneFileIsReadOnce() {
    Object[] again = hazard("喷漆房 照明\n不防爆");
    again[2] = "青石镇晨光木业有限公司 ";
    again[9] = "已整改";
    RegisterWorkbook read = plain().row(hazard("喷漆房照明不防爆")).row(hazard("通道堵塞")).row(again).read();

    assertThat(read.rows()).extracting(RegisterRow::row).containsExactly(2, 3);
    assertThat(read.faults())
        .extracting(WorkbookFixture::said)
        .containsExactly("第 4 行与第 2 行的单位、地点、日期和描述相同，只导入第 2 行。");
    assertThat(read.faults().get(0).column()).isEmpty();
  }

  @Test
  void aRowIsKnownByUnitPlaceDateAndDescriptionOnly() {
    String one = fingerprint(hazard("喷漆房照明不防爆"));

    assertThat(one).matches("[0-9a-f]{64}");
    assertThat(fingerprint(hazardWith(9, "已整改"))).isEqualTo(one);
    assertThat(fingerprint(hazardWith(0, "２０２６．３．２"))).isEqualTo(one);
    assertThat(fingerprint(hazardWith(0, "2026-03-03"))).isNotEqualTo(one);
    assertThat(fingerprint(hazardWith(2, "另一家公司"))).isNotEqualTo(one);
    assertThat(fingerprint(hazardWith(3, "二号喷漆房"))).isNotEqualTo(one);
    assertThat(fingerprint(hazardWith(4, "通道堵塞"))).isNotEqualTo(one);
  }

  @Test
  void anotherKindOfSpaceOrWidthIsNotAnotherHazard() {
    assertThat(fingerprint(hazardWith(3, "Ａ区　3 号\u00A0罐")))
        .isEqualTo(fingerprint(hazardWith(3, "A区3号罐")));
  }

  private static String fingerprint(Object[] cells) {
    return plain().row(cells).read().rows().get(0).fingerprint();
  }

  private static void assertRefused(Object[] cells, String said) {
    RegisterWorkbook read = plain().row(cells).read();
    assertThat(read.rows()).isEmpty();
    assertThat(read.faults()).extracting(WorkbookFixture::said).isEqualTo(List.of(said));
  }
}
