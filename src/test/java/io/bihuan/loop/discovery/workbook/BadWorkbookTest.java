package io.bihuan.loop.discovery.workbook;

import static io.bihuan.loop.discovery.workbook.WorkbookFixture.hazard;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.plain;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.raw;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.rawHazard;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.rawRows;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.read;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.said;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.sheetOf;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.text;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.withPassword;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bihuan.loop.discovery.workbook.WorkbookFixture.Content;
import io.bihuan.workbook.Unreadable;
import io.bihuan.workbook.WorkbookFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Whatever comes as a workbook: a clear refusal of the whole, and nothing of it kept. */
class BadWorkbookTest {
  @Test
  void aTextFileCalledXlsxIsRefused() {
    assertRefused("这是一段文字，不是工作簿".getBytes(StandardCharsets.UTF_8), "notWorkbook");
    assertRefused(new byte[0], "notWorkbook");
    assertRefused("<html><table><tr><td>检查时间".getBytes(StandardCharsets.UTF_8), "notWorkbook");
  }

  @Test
  void aZipThatIsNoWorkbookIsRefused() throws IOException {
    assertRefused(zip("photo.txt", "x"), "notWorkbook");
    assertRefused(zip("[Content_Types].xml", "<Types/>"), "notWorkbook");
  }

  @Test
  void aWorkbookOfTheOldFormatIsRefused() throws IOException {
    try (HSSFWorkbook old = new HSSFWorkbook();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      old.createSheet();
      old.write(out);
      assertRefused(out.toByteArray(), "legacy");
    }
    assertRefused(zip("xl/workbook.bin", "x"), "legacy");
  }

  @Test
  void aWorkbookWithAPasswordIsRefused() {
    assertRefused(withPassword(plain().row(hazard("照明不防爆")).bytes()), "password");
  }

  @Test
  void anotherOle2FileIsNoWorkbook() {
    byte[] ole2 = new byte[4096];
    byte[] signature = {
      (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 26, (byte) 0xE1
    };
    System.arraycopy(signature, 0, ole2, 0, signature.length);
    assertRefused(ole2, "notWorkbook");
  }

  @Test
  void aFileOverTwentyMegabytesIsRefused() {
    assertThat(said(assertRefused(new byte[20 * 1024 * 1024 + 1], "fileTooBig"))).contains("20 MB");
  }

  @Test
  void aMillionEmptyRowsAreReadWithoutKeepingThem() {
    byte[] file =
        rawRows(
            w -> {
              w.write(rawHazard(2, "照明不防爆"));
              for (int row = 3; row < 1_000_003; row++) {
                w.write("<row r=\"" + row + "\" ht=\"14.4\" customHeight=\"1\"/>\n");
              }
              w.write(rawHazard(1_000_003, "通道堵塞"));
            });

    RegisterWorkbook read = measured("a million empty rows", () -> read(file));

    assertThat(read.rows()).extracting(RegisterRow::row).containsExactly(2, 1_000_003);
  }

  @Test
  void rowsOfEmptyFormattedCellsAreReadWithoutKeepingThem() {
    byte[] file =
        rawRows(
            w -> {
              w.write(rawHazard(2, "照明不防爆"));
              for (int row = 3; row < 200_000; row++) {
                w.write("<row r=\"" + row + "\">");
                for (char column = 'A'; column < 'S'; column++) {
                  w.write("<c r=\"" + column + row + "\" s=\"1\"/>");
                }
                w.write("</row>");
              }
            });

    RegisterWorkbook read = measured("3.6 million empty cells", () -> read(file));

    assertThat(read.rows()).hasSize(1);
  }

  @Test
  void aBombIsRefusedBeforeItGoesOff() {
    byte[] file =
        raw(
            sheetOf(w -> w.write(rawHazard(2, "照明不防爆"))),
            Map.of("xl/media/image1.png", w -> repeat(w, "0".repeat(1000), 400_000)));

    measured("a bomb of 400 MB", () -> assertRefused(file, "inflatesTooBig"));
  }

  @Test
  void aCellOfTenMegabytesIsRefusedByName() {
    String big = "大".repeat(10 * 1024 * 1024 / 3);
    byte[] inline = rawRows(w -> w.write(rawHazard(2, big)));
    byte[] shared =
        raw(
            sheetOf(w -> w.write("<row r=\"2\"><c r=\"D2\" t=\"s\"><v>0</v></c></row>")),
            Map.of("xl/sharedStrings.xml", w -> w.write("<sst><si><t>" + big + "</t></si></sst>")));
    byte[] inRuns =
        rawRows(
            w -> {
              w.write("<row r=\"2\"><c r=\"D2\" t=\"inlineStr\"><is>");
              repeat(w, "<r><t>" + "大".repeat(1000) + "</t></r>", 3500);
              w.write("</is></c></row>");
            });

    measured("a cell of 10 MB", () -> assertRefused(inline, "cellTooBig", "D2"));
    measured("a cell of 10 MB, shared", () -> assertRefused(shared, "textTooBig"));
    measured("a cell of 10 MB in runs", () -> assertRefused(inRuns, "cellTooBig", "D2"));
  }

  @Test
  void anAttributeOfHundredMegabytesIsRefused() {
    byte[] file =
        rawRows(
            w -> {
              w.write("<row r=\"");
              repeat(w, "1".repeat(1000), 100_000);
              w.write("\"/>");
            });

    measured("an attribute of 100 MB", () -> assertRefused(file, "textTooBig"));
  }

  @Test
  void aRowOfAMillionCellsIsRefused() {
    byte[] file =
        rawRows(
            w -> {
              w.write("<row r=\"2\">");
              repeat(w, "<c/>", 1_000_000);
              w.write("</row>");
            });

    assertRefused(file, "broken");
  }

  @Test
  void addressesOutsideTheSheetAreRefused() {
    assertRefused(
        rawRows(w -> w.write("<row r=\"2\">" + text("ZZZZZZ2", "x") + "</row>")), "broken");
    assertRefused(rawRows(w -> w.write("<row r=\"2\">" + text("XFE2", "x") + "</row>")), "broken");
    assertRefused(rawRows(w -> w.write("<row r=\"2000000000\"/>")), "broken");
    assertRefused(rawRows(w -> w.write("<row r=\"x\"/>")), "broken");
    assertRefused(rawRows(w -> w.write("<row r=\"3\"/><row r=\"2\"/>")), "broken");
  }

  @Test
  void aSharedStringThatIsNotThereIsRefused() {
    byte[] file =
        rawRows(w -> w.write("<row r=\"2\"><c r=\"D2\" t=\"s\"><v>2000000000</v></c></row>"));

    measured("a shared string that is not there", () -> assertRefused(file, "broken"));
  }

  @Test
  void aFormulaDisguisedAsASharedStringIsRefused() {
    byte[] file =
        raw(
            sheetOf(w -> w.write("<row r=\"2\"><c r=\"D2\" t=\"s\"><f>A1</f><v>0</v></c></row>")),
            Map.of("xl/sharedStrings.xml", w -> w.write("<sst><si><t>x</t></si></sst>")));

    assertRefused(file, "broken");
  }

  @Test
  void tooManyFormulasAreRefused() {
    byte[] arrays =
        rawRows(
            w -> {
              for (int row = 2; row < 1_100; row++) {
                w.write("<row r=\"" + row + "\"><c r=\"A" + row + "\">");
                w.write("<f t=\"array\" ref=\"A" + row + "\">1</f><v>1</v></c></row>");
              }
            });
    byte[] longOne =
        rawRows(
            w -> w.write("<row r=\"2\"><c r=\"A2\"><f>" + "1+".repeat(5_000) + "1</f></c></row>"));

    assertRefused(arrays, "tooManyFormulas");
    assertRefused(longOne, "tooManyFormulas");
  }

  @Test
  void numbersNobodyCanReadAreRefusedQuickly() {
    byte[] digits =
        rawRows(
            w -> w.write("<row r=\"2\"><c r=\"A2\"><v>" + "9".repeat(50_000) + "</v></c></row>"));
    byte[] exponent =
        rawRows(
            w ->
                w.write(
                    "<row r=\"2\"><c r=\"A2\"><v>1E999999999</v></c>"
                        + text("B2", "晨光木业")
                        + "<c r=\"C2\"><v>1E-999999999</v></c>"
                        + text("D2", "照明不防爆")
                        + "</row>"));

    assertRefused(digits, "broken");
    assertThat(measured("an exponent", () -> read(exponent)).faults())
        .extracting(WorkbookFault::code)
        .containsExactly("import.fault.dateOutOfRange");
  }

  @Test
  void aDocumentTypeIsRefused() {
    Content bomb =
        w ->
            w.write(
                """
                <!DOCTYPE worksheet [<!ENTITY a "lol"><!ENTITY x SYSTEM "file:///etc/hostname">]>
                <worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>""");

    assertRefused(raw(bomb, Map.of()), "doctype");
    assertRefused(
        raw(
            sheetOf(w -> w.write(rawHazard(2, "照明不防爆"))),
            Map.of("xl/sharedStrings.xml", w -> w.write("<!DOCTYPE sst><sst/>"))),
        "doctype");
  }

  @Test
  void brokenXmlIsRefused() {
    assertRefused(raw(w -> w.write("<worksheet><sheetData><row r=\"1\">"), Map.of()), "broken");
    assertRefused(raw(w -> w.write("<worksheet></sheetData>"), Map.of()), "broken");
    assertRefused(raw(w -> w.write(""), Map.of()), "broken");
    assertRefused(rawRows(w -> w.write("<row r=\"2\">" + text("D2", "&#0;") + "</row>")), "broken");
    assertRefused(rawRows(w -> w.write("<row r=\"2\">" + text("D2", "&x;") + "</row>")), "broken");
    assertRefused(
        raw(
            w ->
                w.write(
                    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><worksheet><sheetData/></worksheet>"),
            Map.of()),
        "broken");
  }

  @Test
  void aTruncatedWorkbookIsRefused() {
    byte[] file = plain().row(hazard("照明不防爆")).bytes();

    assertRefused(Arrays.copyOf(file, file.length / 2), "broken");
    assertRefused(Arrays.copyOf(file, 10), "broken");
  }

  @Test
  void damagedWorkbooksAreReadOrRefusedButNeverFail() {
    long seed = Long.getLong("bihuan.seed", 20260302L);
    System.out.println("Seed of the damaged workbooks: " + seed);
    Random random = new Random(seed);
    byte[] whole = plain().row(hazard("照明不防爆")).row(hazard("通道堵塞")).bytes();
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.clone();
      for (int hits = random.nextInt(1, 20); hits > 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        read(damaged);
      } catch (Unreadable e) {
        assertThat(said(e)).isNotEmpty();
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void damagedSheetsAreReadOrRefusedButNeverFail() {
    Random random = new Random(Long.getLong("bihuan.seed", 20260302L));
    String rows =
        rawHazard(2, "照明不防爆")
            + "<row r=\"3\"><c r=\"A3\"><f t=\"shared\" ref=\"A3:A9\" si=\"0\">B1+1</f><v>46000</v></c>"
            + "<c r=\"B3\" t=\"e\"><v>#REF!</v></c><c r=\"C3\" t=\"b\"><v>1</v></c>"
            + "<c r=\"D3\" t=\"str\"><v>x</v></c></row>";
    String alphabet = "<>/\"=&; rcftvs0123456789ABDX#";
    for (int i = 0; i < 1_000; i++) {
      StringBuilder damaged = new StringBuilder(rows);
      for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
        int at = random.nextInt(damaged.length());
        damaged.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        read(rawRows(w -> w.write(damaged.toString())));
      } catch (Unreadable e) {
        assertThat(said(e)).isNotEmpty();
      }
    }
  }

  @Test
  void aWorkbookWithoutASheetToReadIsRefused() {
    byte[] none =
        raw(
            sheetOf(w -> {}),
            Map.of("xl/workbook.xml", w -> w.write("<workbook><sheets/></workbook>")));
    byte[] lost =
        raw(
            sheetOf(w -> {}),
            Map.of("xl/_rels/workbook.xml.rels", w -> w.write("<Relationships/>")));

    assertRefused(none, "noSheet");
    assertRefused(lost, "noSheet");
  }

  @Test
  void aSheetHiddenInAPictureIsNotRead() {
    Content rels =
        w ->
            w.write(
                "<Relationships><Relationship Id=\"rId1\" Target=\"media/image1.png\"/></Relationships>");
    byte[] file =
        raw(
            sheetOf(w -> {}),
            Map.of(
                "xl/_rels/workbook.xml.rels",
                rels,
                "xl/media/image1.png",
                sheetOf(w -> w.write(rawHazard(2, "照明不防爆")))));

    assertRefused(file, "noSheet");
  }

  @Test
  void anEmptyWorkbookIsRefused() {
    assertRefused(WorkbookFixture.empty().bytes(), "empty");
    assertRefused(WorkbookFixture.empty().sheet("二").bytes(), "empty");
  }

  @Test
  void aHeaderThatIsNoneIsRefused() {
    byte[] file = WorkbookFixture.empty().row("姓名", "电话", "部位").row("周岚", 1, "x").bytes();

    assertThat(said(assertRefused(file, "noHeader", "受检单位"))).startsWith("没有找到台账的表头");
  }

  @Test
  void aHeaderWithoutWhatAHazardIsKnownByIsRefusedByName() {
    byte[] file =
        WorkbookFixture.empty()
            .row("三月台账")
            .row("序号", "检查时间", "隐患部位", "隐患等级", "整改措施")
            .row(1, "2026-03-02", "锅炉房", "一般", "送检")
            .bytes();

    assertThat(said(assertRefused(file, "missingColumns"))).isEqualTo("工作表“台账”的表头缺少：受检单位、隐患描述。");
  }

  @Test
  void moreThanTwentyThousandHazardsAreRefused() {
    byte[] file =
        rawRows(
            w -> {
              for (int row = 2; row < 20_003; row++) {
                w.write(rawHazard(row, "隐患" + row));
              }
            });
    byte[] justFits =
        rawRows(
            w -> {
              for (int row = 2; row < 20_002; row++) {
                w.write(rawHazard(row, "隐患" + row));
              }
            });

    assertThat(measured("20 000 hazards", () -> read(justFits)).rows()).hasSize(20_000);
    assertRefused(file, "tooManyRows", "20000");
  }

  @Test
  void oneLongTextForEveryRowIsRefusedBeforeItFillsTheMemory() {
    Content strings = w -> w.write("<sst><si><t>" + "长".repeat(4_000) + "</t></si></sst>");
    byte[] file =
        raw(
            sheetOf(
                w -> {
                  for (int row = 2; row < 20_002; row++) {
                    w.write("<row r=\"" + row + "\">" + text("A" + row, "2026-3-2"));
                    w.write(text("B" + row, "单位" + row) + text("C" + row, "仓库"));
                    w.write("<c r=\"D" + row + "\" t=\"s\"><v>0</v></c></row>");
                  }
                }),
            Map.of("xl/sharedStrings.xml", strings));

    measured("20 000 long texts", () -> assertRefused(file, "tooMuchText"));
  }

  @Test
  void rowsWithoutNumbersOfTheirOwnAreCountedAsExcelDoes() {
    byte[] file =
        raw(
            w ->
                w.write(
                    """
                    <worksheet><sheetData><row>%s%s%s%s</row><row/><row>%s%s%s%s</row></sheetData></worksheet>"""
                        .formatted(
                            bare("检查时间"),
                            bare("受检单位"),
                            bare("隐患部位"),
                            bare("隐患描述"),
                            bare("2026-3-2"),
                            bare("晨光木业"),
                            bare("锅炉房"),
                            bare("阀门未校验"))),
            Map.of());

    assertThat(read(file).rows()).extracting(RegisterRow::row).containsExactly(3);
  }

  private static String bare(String text) {
    return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
  }

  private static Unreadable assertRefused(byte[] file, String reason, String... mentions) {
    Unreadable refused = catchThrowableOfType(Unreadable.class, () -> read(file));
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo("import.unreadable." + reason);
    for (String mention : mentions) {
      assertThat(said(refused)).contains(mention);
    }
    return refused;
  }

  private static <T> T measured(String what, Supplier<T> reading) {
    System.gc();
    long before = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
    long start = System.nanoTime();
    T result = reading.get();
    long millis = (System.nanoTime() - start) / 1_000_000;
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.out.printf(
        "%s: %d ms, heap %d MB above %d MB%n",
        what, millis, Math.max(0, peak - before) >> 20, before >> 20);
    return result;
  }

  private static void repeat(java.io.Writer writer, String text, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      writer.write(text);
    }
  }

  private static byte[] zip(String name, String content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return out.toByteArray();
  }
}
