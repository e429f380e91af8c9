package io.bihuan.web;

import static io.bihuan.loop.discovery.workbook.WorkbookFixture.hazard;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.hazardWith;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.plain;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.rawHazard;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.rawRows;
import static io.bihuan.loop.discovery.workbook.WorkbookFixture.withPassword;
import static io.bihuan.web.SayingNo.API;
import static io.bihuan.web.SayingNo.HAN;
import static io.bihuan.web.SayingNo.assertPage;
import static io.bihuan.web.SayingNo.assertRefused;
import static io.bihuan.web.SayingNo.bytes;
import static io.bihuan.web.SayingNo.report;
import static io.bihuan.web.SayingNo.seeded;
import static io.bihuan.web.SayingNo.shown;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.Caller.Part;
import io.bihuan.County;
import io.bihuan.Together;
import io.bihuan.Written;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.loop.discovery.workbook.WorkbookFixture;
import io.bihuan.loop.discovery.workbook.WorkbookFixture.Formula;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.evidence.PhotoFixture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Files that are not what they are called, not whole, or too large: refused, and nothing kept. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BadFilesTest {
  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private Hazards hazards;
  @Autowired private Evidence evidence;

  private County.Folk folk;
  private Caller inspector;

  @BeforeEach
  void found() {
    folk = county.found();
    inspector = Caller.script(port, folk.account(folk.inspector));
  }

  /** D83: the page stands, the photo does not, and nobody is shown another's instead. */
  @Test
  void aPhotoThatWasExchangedOrRemovedOnTheDiskIsNotThereAndItsHazardGoesOn() throws IOException {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    Photo photo = evidence.of(no.value()).get(0);
    Path shown = evidence.shown(photo);
    byte[] bytes = Files.readAllBytes(shown);
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    for (boolean gone : List.of(false, true)) {
      if (gone) {
        Files.delete(shown);
      } else {
        Files.write(shown, County.aPhoto());
      }
      assertRefused("lost", inspector.get(API + "/evidence/" + photo.id()), 404);
      assertThat(browser.get("/evidence/" + photo.id()).status()).isEqualTo(404);
      assertThat(browser.get("/evidence/" + photo.id() + "/thumbnail").status()).isEqualTo(200);
      assertThat(browser.get("/hazards/" + no).status()).isEqualTo(200);
    }
    folk.forward(no);
    Files.write(shown, bytes);
    assertThat(inspector.get(API + "/evidence/" + photo.id()).bytes()).isEqualTo(bytes);
  }

  @Test
  void aFileThatIsNoPhotoIsRefusedAndNotKept() throws IOException {
    byte[] jpeg = Files.readAllBytes(Path.of("src/main/resources/demo/exit-before.jpg"));
    byte[] png = County.aPhoto();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a text", bytes("This is not a photo."));
    files.put("nothing", new byte[0]);
    files.put("the head of a JPEG", Arrays.copyOf(jpeg, 20));
    files.put("half a JPEG", Arrays.copyOf(jpeg, jpeg.length / 2));
    files.put("a JPEG without its last byte", Arrays.copyOf(jpeg, jpeg.length - 1));
    files.put("half a PNG", Arrays.copyOf(png, png.length / 2));
    files.put("a PNG without its last byte", Arrays.copyOf(png, png.length - 1));
    files.put("HEIC by its bytes", bytes("\0\0\0\30ftypheic\0\0\0\0mif1heic"));
    files.put("an animation", PhotoFixture.withChunk(png, "acTL", new byte[8]));
    files.put("CMYK", PhotoFixture.cmyk());
    files.put("1,000 scans", PhotoFixture.manyScans(1000));
    files.put("a GIF", gif());
    files.put("an SVG", bytes("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"));
    files.put("HTML", bytes("<!doctype html><html><script>alert(1)</script></html>"));
    files.put("65,000 by 65,000 pixels", pngClaiming(65_000, 65_000));
    files.put("no pixels", pngClaiming(0, 1));
    files.put("11 MB", Arrays.copyOf(jpeg, 11 << 20));
    Written before = Written.now();
    files.forEach(
        (what, file) ->
            assertRefused(
                what,
                inspector.upload(API + "/evidence", new Part("file", "photo.jpg", file)),
                422));
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    String token = browser.csrf("/report");
    files.forEach(
        (what, file) -> {
          Answer page =
              browser.upload(
                  "/report",
                  Part.field("_csrf", token),
                  Part.field("unit", folk.unit.id()),
                  Part.field("place", "Workshop"),
                  Part.field("description", "Blocked."),
                  Part.field("category", "fire"),
                  new Part("photos", "photo.jpg", file));
          assertPage(what, page, 422);
          assertThat(page.text()).as(what).contains("照片");
          assertRefused(
              what + ", as it is chosen",
              chosen(browser, Part.field("_csrf", token), new Part("photos", "photo.jpg", file)),
              422);
        });
    assertThat(
            inspector
                .upload(
                    API + "/evidence", new Part("file", "a.jpg", files.get("HEIC by its bytes")))
                .text())
        .contains("兼容性最佳");
    assertThat(Written.now()).isEqualTo(before);
  }

  @Test
  void aNameOfAFileIsNothingButAName() {
    for (String name :
        List.of("../../etc/passwd", "..", "/", "CON", "", "\u202egpj.exe", "a'b.jpg", "照片.jpg")) {
      Answer answer = inspector.upload(API + "/evidence", new Part("file", name, County.aPhoto()));
      assertThat(answer.status()).as(name).isEqualTo(201);
      assertThat(answer.json().get("name").asText()).doesNotContain("/", "\\", "\u202e");
    }
  }

  @Test
  void aPhotoIsKeptAsItIsChosenAndOnlyByWhoeverSentIt() {
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    Part photo = new Part("photos", "photo.jpg", County.aPhoto());
    Part token = Part.field("_csrf", browser.csrf("/report"));
    Answer kept = chosen(browser, token, photo);
    assertThat(kept.status()).as(kept.text()).isEqualTo(201);
    String id = kept.json().get("id").asText();
    assertThat(chosen(browser, token, photo).json().get("id").asText()).isEqualTo(id);
    Caller stranger = Caller.browser(port, folk.account(folk.colleague));
    for (String path : List.of("/evidence/" + id, "/evidence/" + id + "/thumbnail")) {
      Answer shown = browser.get(path);
      assertThat(shown.status()).isEqualTo(200);
      assertThat(shown.type()).startsWith("image/jpeg");
      assertThat(shown.header("Content-Security-Policy")).contains("sandbox");
      assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(stranger.get(path).status()).isEqualTo(404);
    }
    Written before = Written.now();
    assertThat(chosen(browser, photo).status()).isEqualTo(403);
    assertRefused("nothing", chosen(browser, token), 400);
    assertThat(chosen(browser, token, new Part("photos", "a.jpg", new byte[21 << 20])).status())
        .isEqualTo(413);
    assertThat(Written.now()).isEqualTo(before);
  }

  @Test
  void theGoodPhotosOfAFormAreKeptWhenOneIsBad() {
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    Answer page =
        browser.upload(
            "/report",
            Part.field("_csrf", browser.csrf("/report")),
            new Part("photos", "a.jpg", bytes("This is not a photo.")),
            new Part("photos", "b.png", County.aPhoto()),
            new Part("photos", "c.png", County.aPhoto()));
    assertPage("one of three", page, 422);
    assertThat(page.text()).contains("只收照片").containsOnlyOnce("第 2 张照片");
  }

  @Test
  void anUploadThatIsCutOffOrTooLargeIsRefused() {
    Written before = Written.now();
    byte[] large = new byte[21 << 20];
    byte[] whole = Caller.multipart(new Part("file", "a.jpg", County.aPhoto()));
    Map<String, String> multipart =
        Map.of("Content-Type", "multipart/form-data; boundary=----the-boundary-of-a-test");
    String evidence = API + "/evidence";
    assertRefused("21 MB", inspector.upload(evidence, new Part("file", "a.jpg", large)), 413);
    assertRefused(
        "a workbook of 21 MB",
        inspector.upload(API + "/imports", new Part("workbook", "a.xlsx", large)),
        413);
    assertRefused(
        "3 of 20 MB and 3 MB",
        inspector.upload(
            evidence,
            new Part("a", "a.jpg", Arrays.copyOf(large, 20 << 20)),
            new Part("b", "b.jpg", Arrays.copyOf(large, 20 << 20)),
            new Part("file", "c.jpg", Arrays.copyOf(large, 20 << 20)),
            new Part("d", "d.jpg", Arrays.copyOf(large, 3 << 20))),
        413);
    assertRefused(
        "20,000 parts",
        inspector.upload(
            evidence, Collections.nCopies(20_000, Part.field("a", "b")).toArray(Part[]::new)),
        400,
        413);
    assertRefused(
        "cut off",
        inspector.send("POST", evidence, multipart, Arrays.copyOf(whole, whole.length - 80)),
        400);
    assertRefused("garbage", inspector.send("POST", evidence, multipart, bytes("garbage")), 400);
    assertRefused("nothing", inspector.send("POST", evidence, multipart, new byte[0]), 400);
    assertRefused(
        "no boundary",
        inspector.send("POST", evidence, Map.of("Content-Type", "multipart/form-data"), whole),
        400);
    assertRefused(
        "NUL in its name",
        inspector.upload(evidence, new Part("file", "a\0b.jpg", County.aPhoto())),
        400);
    assertRefused(
        "another part",
        inspector.upload(evidence, new Part("files", "a.jpg", new byte[1 << 20])),
        400);
    assertRefused("no file", inspector.upload(evidence, Part.field("file", "a")), 400);
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    for (String page : List.of("/report", "/import")) {
      String name = page.equals("/report") ? "photos" : "workbook";
      Answer answer =
          browser.upload(
              page, Part.field("_csrf", browser.csrf(page)), new Part(name, "a.jpg", large));
      assertPage(page, answer, 413);
      assertThat(answer.text()).contains("文件太大").contains("20 MB");
      assertPage(page, browser.send("POST", page, multipart, bytes("garbage")), 400, 403);
    }
    assertThat(Written.now()).isEqualTo(before);
  }

  @Test
  void aWorkbookThatCannotBeReadIsRefusedWhole() {
    byte[] good = plain().row(hazard("照明不防爆")).bytes();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("nothing", new byte[0]);
    files.put("a text", bytes("单位,部位,描述"));
    files.put("a photo", County.aPhoto());
    files.put("a zip cut off", Arrays.copyOf(good, good.length / 2));
    files.put("with a password", withPassword(good));
    files.put(
        "a cell of 10 MB", rawRows(w -> w.write(rawHazard(2, "大".repeat(10 * 1024 * 1024 / 3)))));
    files.put("no header", WorkbookFixture.empty().row("甲", "乙", "丙").bytes());
    Written before = Written.now();
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    String token = browser.csrf("/import");
    files.forEach(
        (what, file) -> {
          Answer answer = imported(file);
          assertRefused(what, answer, 422);
          assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("workbook");
          Answer page =
              browser.upload(
                  "/import",
                  Part.field("_csrf", token),
                  Part.field("inspector", folk.inspector.value()),
                  new Part("workbook", "a.xlsx", file));
          assertPage(what, page, 422);
        });
    for (String nobody : List.of("x", "\0", "x".repeat(5000), folk.worker.value())) {
      assertRefused(
          "completed by " + shown(nobody),
          inspector.upload(
              API + "/imports",
              new Part("workbook", "a.xlsx", good),
              Part.field("inspector", nobody)),
          400,
          422);
    }
    assertRefused(
        "not an inspector",
        Caller.script(port, folk.account(folk.worker))
            .upload(API + "/imports", new Part("workbook", "a.xlsx", good)),
        403);
    assertThat(Written.now()).isEqualTo(before);
    Random random = seeded("flipped bytes");
    for (int i = 0; i < 40; i++) {
      byte[] flipped = good.clone();
      for (int flips = 0; flips < 4; flips++) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
      }
      Answer answer = imported(flipped);
      if (answer.status() != 200) {
        assertRefused("flipped " + i, answer, 422);
      }
    }
  }

  @Test
  void aCellThatCannotBeReadRefusesItsRowAndNoOther() {
    String mark = "隐患" + folk.code;
    Answer answer =
        imported(
            plain()
                .row(hazardWith(4, new Formula("\"a\"&\"b\"")))
                .row(hazardWith(0, "某天"))
                .row(hazardWith(4, "=cmd|' /C calc'!A0" + mark))
                .bytes());
    assertThat(answer.status()).isEqualTo(200);
    JsonNode report = answer.json();
    assertThat(report.get("drafts")).hasSize(1);
    assertThat(report.get("refused").findValuesAsText("column")).contains("E", "A");
    assertThat(report.get("refused").findValuesAsText("reason"))
        .allMatch(reason -> HAN.matcher(reason).find())
        .anyMatch(reason -> reason.contains("E2") && reason.contains("是公式"));
    HazardNo no = new HazardNo(report.at("/drafts/0/no").asText());
    assertThat(hazards.get(no).description()).startsWith("=cmd|");
  }

  @Test
  void aMillionEmptyRowsAreNoHazards() {
    Answer answer =
        imported(
            rawRows(
                w -> {
                  w.write(rawHazard(2, "照明不防爆" + folk.code));
                  for (int row = 3; row < 1_000_003; row++) {
                    w.write("<row r=\"" + row + "\" ht=\"14.4\" customHeight=\"1\"/>\n");
                  }
                }));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("read").asInt()).isEqualTo(1);
  }

  @Test
  void whoReportsOrImportsAtOnceGetsWhatHeAskedForOrIsToldToTryAgain() {
    List<ObjectNode> reports =
        IntStream.range(0, 8)
            .mapToObj(
                i -> {
                  ObjectNode report = report(folk);
                  report.putArray("evidence").add(county.photo(folk.inspector));
                  return report;
                })
            .toList();
    List<Answer> answers =
        Together.call(8, who -> inspector.post(API + "/hazards", reports.get(who)));
    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers)
        .extracting(answer -> answer.json().get("no").asText())
        .doesNotHaveDuplicates();

    ObjectNode one = report(folk);
    one.putArray("evidence").add(county.photo(folk.inspector));
    List<Answer> same = Together.call(8, who -> inspector.post(API + "/hazards", one));
    assertThat(same).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(same)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(answer -> assertRefused("the same photo", answer, 409, 422));

    byte[] workbook = plain().row(hazard("并发" + folk.code)).bytes();
    List<Answer> imports = Together.call(4, who -> imported(workbook));
    assertThat(imports)
        .allSatisfy(
            answer -> {
              if (answer.status() != 200) {
                assertRefused("at once", answer, 409);
              }
            });
    assertThat(
            imports.stream()
                .filter(answer -> answer.status() == 200)
                .mapToInt(answer -> answer.json().get("drafts").size())
                .sum())
        .isEqualTo(1);
  }

  /** As the script of the page sends it. */
  private static Answer chosen(Caller browser, Part... parts) {
    return browser.send(
        "POST",
        "/evidence",
        Map.of(
            "Content-Type",
            "multipart/form-data; boundary=----the-boundary-of-a-test",
            "Accept",
            "application/json"),
        Caller.multipart(parts));
  }

  private Answer imported(byte[] workbook) {
    return inspector.upload(API + "/imports", new Part("workbook", "台账.xlsx", workbook));
  }

  private static byte[] gif() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_INDEXED), "gif", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A whole PNG whose head claims another size. */
  private static byte[] pngClaiming(int width, int height) {
    byte[] png = County.aPhoto();
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    CRC32 checksum = new CRC32();
    checksum.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) checksum.getValue());
    return png;
  }
}
