package io.bihuan.people;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.Codes;
import io.bihuan.County;
import io.bihuan.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.password.PasswordEncoder;

/** 导入名册. */
@BihuanTest
class RosterImportTest {
  private static final Object[] UNITS = {"名称", "统一社会信用代码", "属地代码", "行业"};
  private static final Object[] PERSONS = {
    "姓名", "工号", "账号", "角色", "职务", "单位/部门/属地", "证件号", "证件有效期起", "证件有效期止", "有效期起", "有效期止"
  };

  @Autowired private RosterImport rosters;
  @Autowired private People people;
  @Autowired private Accounts accounts;
  @Autowired private Appointments appointments;
  @Autowired private PasswordEncoder passwords;
  @Autowired private County county;
  @Autowired private Clock clock;

  private County.Folk folk;
  private PersonId administrator;
  private LocalDate today;
  private String code;

  @BeforeEach
  void found() {
    folk = county.found();
    code = folk.code;
    today = LocalDate.now(clock);
    administrator = people.addPerson("何静", "root" + code);
    accounts.open("root" + code, administrator, true, County.LOGIN_PASSWORD);
    accounts.all().stream()
        .filter(account -> account.administrator() && account.enabled())
        .filter(account -> !account.personId().equals(administrator))
        .forEach(account -> accounts.enable(administrator, account.username(), false));
  }

  @Test
  void aWorkbookFillsAnEmptyCounty() {
    Uscc uscc = Codes.next();
    RosterImport.Outcome outcome = send(sample(uscc));

    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.read()).isEqualTo(4);
    assertThat(outcome.units()).isOne();
    assertThat(outcome.persons()).isEqualTo(2);
    assertThat(outcome.posts()).isEqualTo(3);
    assertThat(outcome.proposed()).isFalse();
    assertThat(outcome.certificates()).isOne();
    Unit unit = people.unitCoded(uscc).orElseThrow();
    assertThat(unit.name()).isEqualTo("晨光木业 " + code);
    assertThat(unit.areaCode()).isEqualTo(folk.town);
    assertThat(unit.industry()).isEqualTo("manufacturing");
    PersonId zhao = people.staffed("Z" + code).orElseThrow().id();
    assertThat(people.holds(zhao, Role.INSPECTOR)).isTrue();
    assertThat(people.holds(zhao, Role.EXPERT)).isTrue();
    assertThat(people.isCertified(zhao)).isTrue();
    assertThat(people.ofUnit(Role.LEGAL_REP, unit.id()))
        .extracting(Person::name)
        .containsExactly("钱二川");
  }

  @Test
  void theSameFileTwiceChangesNothing() {
    byte[] file = sample(Codes.next());
    send(file);
    PersonId zhao = people.staffed("Z" + code).orElseThrow().id();
    List<Post> posts = people.posts(zhao);

    RosterImport.Outcome again = send(file);

    assertThat(again.refused()).isEmpty();
    assertThat(again.units() + again.persons() + again.posts() + again.certificates()).isZero();
    assertThat(again.activations()).isEmpty();
    assertThat(again.already()).isEqualTo(again.read());
    assertThat(people.posts(zhao)).isEqualTo(posts);
  }

  @Test
  void aPostThatWasEndedDoesNotComeBackWithTheFile() {
    byte[] file = sample(Codes.next());
    send(file);
    PersonId zhao = people.staffed("Z" + code).orElseThrow().id();
    people.posts(zhao).forEach(post -> people.endPost(post.id()));

    assertThat(send(file).posts()).isZero();
    assertThat(people.holds(zhao, Role.INSPECTOR)).isFalse();
  }

  @Test
  void eachNewAccountGetsACodeOfItsOwnThatIsKeptNowhere() {
    RosterImport.Outcome outcome = send(sample(Codes.next()));

    assertThat(outcome.activations()).hasSize(2);
    for (RosterImport.Activation activation : outcome.activations()) {
      Account account = accounts.find(activation.username()).orElseThrow();
      assertThat(account.initial()).isTrue();
      assertThat(activation.code()).hasSizeGreaterThanOrEqualTo(20);
      assertThat(account.passwordHash()).doesNotContain(activation.code());
      assertThat(passwords.matches(activation.code(), account.passwordHash())).isTrue();
    }
    assertThat(outcome.activations().get(0).code())
        .isNotEqualTo(outcome.activations().get(1).code());
  }

  @Test
  void whereThereIsASecondAdministratorHeConfirmsThePosts() {
    PersonId second = people.addPerson("许文", "second" + code);
    accounts.open("second" + code, second, true, County.LOGIN_PASSWORD);
    byte[] file = sample(Codes.next());

    RosterImport.Outcome outcome = send(file);

    assertThat(outcome.proposed()).isTrue();
    PersonId zhao = people.staffed("Z" + code).orElseThrow().id();
    assertThat(people.posts(zhao)).isEmpty();
    assertThat(appointments.proposed(zhao)).hasSize(2);
    assertThat(send(file).posts()).isZero();
    assertThat(appointments.confirmAll(second, administrator, Instant.now(clock))).isEqualTo(3);
    assertThat(people.holds(zhao, Role.INSPECTOR)).isTrue();
  }

  @Test
  void aUnitOfTheFirstReleaseGetsItsCodeFromTheFile() {
    String id = folk.anotherUnit();
    String name = people.unit(id).orElseThrow().name();
    withoutCode(id);
    Uscc uscc = Codes.next();

    RosterImport.Outcome outcome =
        send(workbook(List.of(UNITS, row(name, uscc.value(), folk.town, "工贸制造")), null));

    assertThat(outcome.refused()).isEmpty();
    assertThat(people.unit(id).orElseThrow().uscc()).isEqualTo(uscc.value());
  }

  @Test
  void everyFaultIsNamedByItsCellAndTheGoodRowsAreTaken() {
    String good = Codes.next().value();
    String wrong = good.substring(0, 17) + (good.endsWith("7") ? "8" : "7");
    RosterImport.Outcome outcome =
        send(
            workbook(
                List.of(
                    UNITS,
                    row("甲 " + code, wrong, folk.town, "工贸制造"),
                    row("乙 " + code, "123", "999999", "炼金"),
                    row("", good, folk.town, "food"),
                    row("丙 " + code, good, folk.town, "food"),
                    row("丁 " + code, good, folk.town, "food"),
                    row(folk.unit.name(), Codes.next().value(), folk.town, "food")),
                List.of(
                    PERSONS,
                    person("赵一", "Z1", "", "检查员", "x", folk.department, "2026-01-01", "2026-13-40"),
                    person("赵二", "Z2", "Zhao Er", "检查人员", "x", "没有的单位", "2026-01-01", "2025-01-01"),
                    person(
                        "赵三", "Z3", "", "法定代表人", "x", "Bureau " + code, "2026-01-01", "2027-01-01"),
                    person("赵四", "Z4", "", "督查人员", "x", folk.code, "2026-01-01", "2028-01-01"),
                    person("赵五", "Z5", "", "检查人员", "", "", "", ""),
                    person("别人", folk.account(folk.worker), "", "", "", "", "", ""),
                    person("赵七", "Z7", folk.account(folk.worker), "", "", "", "", ""),
                    person(
                        "何静",
                        "root",
                        "",
                        "检查人员",
                        "x",
                        "Bureau " + code,
                        "2026-01-01",
                        "2027-01-01"),
                    person("", "", "nobody", "", "", "", "", ""),
                    person("坏\u202e人", "Z9", "", "", "", "", "", ""),
                    person("长".repeat(51), "Z10", "", "", "", "", "", ""),
                    person("赵末", "Z11", "", "", "", "", "", ""))));

    assertThat(outcome.refused())
        .extracting(f -> f.sheet() + " " + f.column() + f.row() + " " + f.code())
        .containsExactlyInAnyOrder(
            "单位 B2 refused.uscc.check",
            "单位 B3 refused.uscc.length",
            "单位 C3 roster.area",
            "单位 D3 roster.industry",
            "单位 A4 refused.missing",
            "单位 B6 roster.unit.coded",
            "单位 A7 roster.unit.named",
            "人员 D2 roster.role",
            "人员 F2 roster.place",
            "人员 K2 roster.date",
            "人员 C3 refused.username",
            "人员 F3 roster.place",
            "人员 K3 refused.period",
            "人员 F4 refused.post.place",
            "人员 K5 refused.post.year",
            "人员 E6 refused.missing",
            "人员 F6 refused.missing",
            "人员 J6 refused.missing",
            "人员 K6 refused.missing",
            "人员 B7 roster.person.named",
            "人员 C8 refused.username.taken",
            "人员 B9 refused.post.self",
            "人员 A10 refused.missing",
            "人员 B10 refused.missing",
            "人员 A11 roster.character",
            "人员 A12 refused.tooLong");
    assertThat(outcome.units()).isOne();
    assertThat(outcome.persons()).isOne();
    assertThat(people.staffed("Z11" + code)).isPresent();
    assertThat(people.staffed("Z1" + code)).isEmpty();
  }

  @Test
  void aFormulaIsNoWordOfAnybody() {
    byte[] file = workbook(null, List.of(row("姓名", "工号"), row("赵一", "=1+1"), row("赵二", "F2")));

    assertThat(send(file).refused())
        .extracting(f -> f.column() + f.row() + " " + f.code())
        .containsExactly("B2 roster.formula");
  }

  @Test
  void datesAreReadAsPeopleAndExcelWriteThem() {
    List<Object[]> rows = new ArrayList<>(List.<Object[]>of(PERSONS));
    List<Object> days =
        List.of(
            "2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", 20260305, LocalDate.of(2026, 3, 5));
    for (int i = 0; i < days.size(); i++) {
      rows.add(
          row(
              "人" + i,
              "D" + i + code,
              "",
              "检查人员",
              "x",
              "Bureau " + code,
              "",
              "",
              "",
              days.get(i),
              "2027-03-05"));
    }
    assertThat(send(workbook(null, rows)).refused()).isEmpty();
    for (int i = 0; i < days.size(); i++) {
      PersonId person = people.staffed("D" + i + code).orElseThrow().id();
      assertThat(people.posts(person).get(0).validFrom()).isEqualTo(LocalDate.of(2026, 3, 5));
    }
  }

  @Test
  void aFileWithoutARosterIsRefusedAsAWhole() {
    assertRefused(() -> send("no workbook".getBytes(StandardCharsets.UTF_8)))
        .containsExactly("workbook import.unreadable.notWorkbook");
    assertRefused(() -> send(new byte[0]))
        .containsExactly("workbook import.unreadable.notWorkbook");
    assertRefused(() -> send(sheets(List.of("隐患台账"), List.of(List.<Object[]>of(row("姓名", "工号"))))))
        .containsExactly("workbook import.unreadable.noRoster");
    assertRefused(() -> send(workbook(null, List.<Object[]>of(row("姓名", "电话")))))
        .containsExactly("workbook import.unreadable.missingColumns");
  }

  @ParameterizedTest
  @ValueSource(ints = {3000})
  void thousandsOfPersonsTakeSeconds(int count) {
    List<Object[]> units = new ArrayList<>(List.<Object[]>of(UNITS));
    for (int i = 0; i < count / 10; i++) {
      units.add(row("厂" + i + "-" + code, Codes.next().value(), folk.town, "food"));
    }
    List<Object[]> persons = new ArrayList<>(List.<Object[]>of(PERSONS));
    for (int i = 0; i < count; i++) {
      persons.add(
          person(
              "人" + i,
              "P" + i + "-",
              "p" + i + "-",
              "从业人员",
              "工人",
              "厂" + i / 10 + "-" + code,
              "2026-01-01",
              "2030-01-01"));
    }
    byte[] file = workbook(units, persons);
    Instant began = Instant.now(clock);

    RosterImport.Outcome outcome = send(file);

    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.persons()).isEqualTo(count);
    Set<String> codes =
        outcome.activations().stream()
            .map(RosterImport.Activation::code)
            .collect(Collectors.toSet());
    assertThat(codes).hasSize(count);
    assertThat(Duration.between(began, Instant.now(clock))).isLessThan(Duration.ofSeconds(60));
  }

  private RosterImport.Outcome send(byte[] file) {
    return rosters.importFrom(administrator, new ByteArrayInputStream(file));
  }

  private byte[] sample(Uscc uscc) {
    return workbook(
        List.of(UNITS, row("晨光木业 " + code, uscc.value(), folk.town, "工贸制造")),
        List.of(
            PERSONS,
            row(
                "赵一鸣",
                "Z" + code,
                "zhao" + code,
                "检查人员",
                "检查人员",
                "Bureau " + code,
                "ZF-" + code,
                today.minusDays(9),
                today.plusYears(1).toString(),
                today.minusDays(9),
                today.plusYears(3)),
            row(
                "赵一鸣",
                "Z" + code,
                "zhao" + code,
                "专家",
                "防火专家",
                folk.town,
                "",
                "",
                "",
                today.minusDays(9),
                today.plusYears(1)),
            row(
                "钱二川",
                "Q" + code,
                "qian" + code,
                "LEGAL_REP",
                "董事长",
                uscc.value(),
                "",
                "",
                "",
                today.minusDays(9),
                today.plusYears(3))));
  }

  private static Object[] row(Object... cells) {
    return cells;
  }

  private Object[] person(
      String name,
      String staffNo,
      String account,
      String role,
      String title,
      String place,
      String from,
      String to) {
    boolean known = staffNo.isEmpty() || staffNo.equals(folk.account(folk.worker));
    return row(
        name,
        known ? staffNo : staffNo + code,
        account.endsWith("-") ? account + code : account,
        role,
        title,
        place,
        "",
        "",
        "",
        from,
        to);
  }

  private void withoutCode(String unit) {
    try (Connection owner = TestDatabase.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.executeUpdate("update bihuan.unit set uscc = null where id = '" + unit + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] workbook(List<Object[]> units, List<Object[]> persons) {
    List<String> names = new ArrayList<>();
    List<List<Object[]>> sheets = new ArrayList<>();
    if (units != null) {
      names.add("单位");
      sheets.add(units);
    }
    if (persons != null) {
      names.add("人员");
      sheets.add(persons);
    }
    return sheets(names, sheets);
  }

  private static byte[] sheets(List<String> names, List<List<Object[]>> sheets) {
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      CellStyle day = workbook.createCellStyle();
      day.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
      for (int i = 0; i < names.size(); i++) {
        Sheet sheet = workbook.createSheet(names.get(i));
        int next = 0;
        for (Object[] cells : sheets.get(i)) {
          Row row = sheet.createRow(next++);
          for (int column = 0; column < cells.length; column++) {
            fill(row.createCell(column), cells[column], day);
          }
        }
      }
      workbook.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(Arrays.toString(names.toArray()), e);
    }
  }

  private static void fill(Cell cell, Object value, CellStyle day) {
    if (value instanceof LocalDate date) {
      cell.setCellValue(date);
      cell.setCellStyle(day);
    } else if (value instanceof Integer number) {
      cell.setCellValue(number);
    } else if (value.toString().startsWith("=")) {
      cell.setCellFormula(value.toString().substring(1));
    } else if (!value.toString().isEmpty()) {
      cell.setCellValue(value.toString());
    }
  }
}
