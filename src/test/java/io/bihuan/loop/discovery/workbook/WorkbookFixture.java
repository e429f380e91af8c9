package io.bihuan.loop.discovery.workbook;

import io.bihuan.workbook.Unreadable;
import io.bihuan.workbook.WorkbookFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks as offices keep them, with invented hazards. */
public final class WorkbookFixture {
  /** Written as a formula. */
  public record Formula(String text) {}

  public interface Content {
    void writeTo(Writer writer) throws IOException;
  }

  private static final Properties MESSAGES = messages();

  private final XSSFWorkbook workbook = new XSSFWorkbook();
  private final CellStyle day;
  private XSSFSheet sheet;
  private int next;

  private WorkbookFixture(String sheetName) {
    sheet = workbook.createSheet(sheetName);
    day = workbook.createCellStyle();
    day.setDataFormat(workbook.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
  }

  public static WorkbookFixture empty() {
    return new WorkbookFixture("台账");
  }

  /**
   * The header of a construction office: two rows, the unit split by role, the rest merged
   * downwards.
   */
  public static WorkbookFixture splitByRole() {
    WorkbookFixture fixture = new WorkbookFixture("问题库");
    fixture.splitHeader();
    return fixture;
  }

  public WorkbookFixture splitHeader() {
    row(
        "序号",
        "检查时间",
        "检查单位",
        "检查人",
        "检查项目",
        "检查工点",
        "隐患问题描述",
        "隐患类型",
        "隐患等级",
        "整改要求（措施）",
        "整改期限",
        "整改责任单位",
        null,
        null,
        null,
        "整改责任人",
        "整改完成日期",
        "销号情况");
    Row below = sheet.createRow(next++);
    List<String> roles = List.of("建设", "设计", "施工", "监理");
    for (int i = 0; i < roles.size(); i++) {
      below.createCell(11 + i).setCellValue(roles.get(i));
    }
    int top = next - 2;
    merge(top, top, 11, 14);
    for (int column = 0; column < 18; column++) {
      if (column < 11 || column > 14) {
        merge(top, top + 1, column, column);
      }
    }
    return this;
  }

  /** One header row, as a town keeps it. */
  public static WorkbookFixture plain() {
    return new WorkbookFixture("隐患台账")
        .row("排查时间", "检查人员", "受检单位", "隐患部位", "隐患描述", "隐患等级", "治理措施", "完成时限", "责任人", "整改情况");
  }

  /** A hazard for {@link #plain} with nothing wrong in it. */
  public static Object[] hazard(String description) {
    return new Object[] {
      LocalDate.of(2026, 3, 2),
      "赵一鸣、钱二川",
      "青石镇晨光木业有限公司",
      "一号喷漆房",
      description,
      "一般",
      "更换防爆灯具",
      "2026-03-20",
      "孙三立",
      "未整改"
    };
  }

  public static Object[] hazardWith(int column, Object value) {
    Object[] cells = hazard("喷漆房照明不防爆");
    cells[column] = value;
    return cells;
  }

  public WorkbookFixture row(Object... cells) {
    Row row = sheet.createRow(next++);
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] != null) {
        set(row.createCell(i), cells[i]);
      }
    }
    return this;
  }

  public WorkbookFixture skip(int rows) {
    next += rows;
    return this;
  }

  /** Rows and columns from 0, both ends included. */
  public WorkbookFixture merge(int firstRow, int lastRow, int firstColumn, int lastColumn) {
    sheet.addMergedRegion(new CellRangeAddress(firstRow, lastRow, firstColumn, lastColumn));
    return this;
  }

  WorkbookFixture sheet(String name) {
    sheet = workbook.createSheet(name);
    next = 0;
    return this;
  }

  WorkbookFixture hide(int index) {
    workbook.setSheetHidden(index, true);
    return this;
  }

  WorkbookFixture from1904() {
    workbook.getCTWorkbook().getWorkbookPr().setDate1904(true);
    return this;
  }

  private void set(Cell cell, Object value) {
    if (value instanceof LocalDate date) {
      cell.setCellValue(date);
      cell.setCellStyle(day);
    } else if (value instanceof Number number) {
      cell.setCellValue(number.doubleValue());
    } else if (value instanceof Formula formula) {
      cell.setCellFormula(formula.text());
    } else if (value instanceof FormulaError error) {
      cell.setCellErrorValue(error.getCode());
    } else {
      cell.setCellValue(value.toString());
    }
  }

  /** With the values of the formulas, as Excel saves them. */
  public byte[] bytes() {
    workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
    return saved();
  }

  /** With formulas that were never calculated, as a program saves them. */
  public byte[] saved() {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      workbook.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RegisterWorkbook read() {
    return read(bytes());
  }

  static RegisterWorkbook read(byte[] file) {
    try {
      return RegisterWorkbook.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] withPassword(byte[] workbook) {
    try (POIFSFileSystem safe = new POIFSFileSystem();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("geheim");
      try (var in = encryptor.getDataStream(safe)) {
        in.write(workbook);
      }
      safe.writeFilesystem(out);
      return out.toByteArray();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A package whose only sheet is written by hand; {@code more} replaces or adds parts. */
  static byte[] raw(Content sheet, Map<String, Content> more) {
    Map<String, Content> parts = new LinkedHashMap<>();
    parts.put(
        "[Content_Types].xml",
        w ->
            w.write(
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Default Extension="xml" ContentType="application/xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>\
                </Types>"""));
    parts.put(
        "xl/workbook.xml",
        w ->
            w.write(
                """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
                xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
                <sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""));
    parts.put(
        "xl/_rels/workbook.xml.rels",
        w ->
            w.write(
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                <Relationship Id="rId1" Type="sheet" Target="worksheets/sheet1.xml"/></Relationships>"""));
    parts.put("xl/sharedStrings.xml", w -> w.write("<sst/>"));
    parts.put("xl/worksheets/sheet1.xml", sheet);
    parts.putAll(more);
    try (ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, Content> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        Writer writer = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        part.getValue().writeTo(writer);
        writer.flush();
        zip.closeEntry();
      }
      zip.finish();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A hand-written sheet with a header of five columns; {@code rows} begin at row 2. */
  public static byte[] rawRows(Content rows) {
    return raw(sheetOf(rows), Map.of());
  }

  static Content sheetOf(Content rows) {
    return w -> {
      w.write("<worksheet><sheetData><row r=\"1\">");
      w.write(text("A1", "检查时间") + text("B1", "受检单位") + text("C1", "隐患部位"));
      w.write(text("D1", "隐患描述") + text("E1", "整改情况"));
      w.write("</row>");
      rows.writeTo(w);
      w.write("</sheetData></worksheet>");
    };
  }

  public static String rawHazard(int row, String description) {
    return "<row r=\"%d\">%s%s%s%s</row>"
        .formatted(
            row,
            text("A" + row, "2026-3-2"),
            text("B" + row, "晨光木业"),
            text("C" + row, "喷漆房"),
            text("D" + row, description));
  }

  static String text(String address, String text) {
    return "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(address, text);
  }

  /** As the user reads it. */
  static String said(WorkbookFault fault) {
    return said(fault.code(), fault.args());
  }

  static String said(Unreadable unreadable) {
    return said(unreadable.code(), unreadable.args());
  }

  private static String said(String code, List<String> args) {
    String message = MESSAGES.getProperty(code);
    if (message == null) {
      throw new AssertionError("No message for " + code);
    }
    String said = MessageFormat.format(message, args.toArray());
    if (said.matches("(?s).*\\{[0-9].*")) {
      throw new AssertionError("Too few arguments for " + code + ": " + said);
    }
    return said;
  }

  private static Properties messages() {
    Properties messages = new Properties();
    try (Reader reader =
        new InputStreamReader(
            WorkbookFixture.class.getResourceAsStream("/messages.properties"),
            StandardCharsets.UTF_8)) {
      messages.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return messages;
  }
}
