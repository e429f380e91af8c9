package io.bihuan.record.evidence;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.FullDisk;
import io.bihuan.TestDatabase;
import io.bihuan.Together;
import io.bihuan.Written;
import io.bihuan.people.PersonId;
import io.bihuan.record.evidence.Photo.Doubt;
import io.bihuan.record.evidence.PhotoFixture.Notes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 展示副本: what pages show of a photo is drawn anew; the original stays as it came. */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class WhatIsShownOfAPhotoTest {
  private static final Notes TAKEN_IN_XINGYUN =
      new Notes(1, "2026:11:02 09:42:07", 30.5012, 114.3021, "Telefon X1");

  @Autowired County county;
  @Autowired Evidence evidence;
  @Autowired Clock clock;

  private PersonId worker;

  @BeforeAll
  void foundTheCounty() {
    worker = county.found().worker;
  }

  @Test
  void theCamerasNotesAreRecordedAndNotShown() {
    byte[] original = PhotoFixture.withNotes(PhotoFixture.jpeg(400, 300), TAKEN_IN_XINGYUN);
    Photo photo = upload(original);

    assertThat(bytes(evidence.original(photo))).isEqualTo(original);
    PhotoMetadata said = evidence.metadata(photo).orElseThrow();
    assertThat(said.takenAt()).isEqualTo("2026-11-02T09:42:07");
    assertThat(said.camera()).isEqualTo("Telefon X1");
    assertThat(said.latitude()).isCloseTo(30.5012, within(0.0001));
    assertThat(said.longitude()).isCloseTo(114.3021, within(0.0001));
    for (Path copy : List.of(evidence.shown(photo), evidence.thumbnail(photo))) {
      assertThat(text(bytes(copy))).doesNotContain("Exif", "Telefon", "2026:11:02");
      assertThat(copy.getFileName().toString().length() + 2).isEqualTo(64);
    }
    assertThat(photo.shown()).isNotEqualTo(photo.sha256()).hasSize(64);
  }

  @Test
  void aPngHasNotesToo() {
    Photo photo =
        upload(
            PhotoFixture.pngWithNotes(
                PhotoFixture.png(PhotoFixture.picture(40, 30)), TAKEN_IN_XINGYUN));
    assertThat(photo.takenAt()).isEqualTo("2026-11-02T09:42:07");
    assertThat(text(bytes(evidence.shown(photo)))).doesNotContain("Telefon");
  }

  /** The upper half is red as the file lies; here is where it must be once it is upright. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aPhotoStandsUpright(int orientation) {
    Photo photo =
        upload(
            PhotoFixture.withNotes(
                PhotoFixture.jpeg(400, 200),
                new Notes(orientation, "2026:11:02 09:42:07", 1, 1, "T")));
    for (Path copy : List.of(evidence.shown(photo), evidence.thumbnail(photo))) {
      BufferedImage shown = PhotoFixture.read(bytes(copy));
      int w = shown.getWidth();
      int h = shown.getHeight();
      assertThat(w > h).isEqualTo(orientation <= 4);
      boolean redAbove = isRed(shown, w / 2, h / 4);
      boolean redBelow = isRed(shown, w / 2, 3 * h / 4);
      boolean redLeft = isRed(shown, w / 4, h / 2);
      boolean redRight = isRed(shown, 3 * w / 4, h / 2);
      switch (orientation) {
        case 1, 2 -> assertThat(redAbove && !redBelow).isTrue();
        case 3, 4 -> assertThat(redBelow && !redAbove).isTrue();
        case 5, 8 -> assertThat(redLeft && !redRight).isTrue();
        default -> assertThat(redRight && !redLeft).isTrue();
      }
    }
  }

  @Test
  void noCopyIsLargerThanAScreenAndNoneIsBlownUp() {
    Photo large = upload(PhotoFixture.jpeg(5000, 3000));
    assertThat(size(evidence.shown(large))).containsExactly(2048, 1229);
    assertThat(size(evidence.thumbnail(large))).containsExactly(320, 192);
    Photo small = upload(PhotoFixture.jpeg(200, 100));
    assertThat(size(evidence.shown(small))).containsExactly(200, 100);
    assertThat(size(evidence.thumbnail(small))).containsExactly(200, 100);
    Photo flat = upload(PhotoFixture.png(PhotoFixture.picture(20_000, 1)));
    assertThat(size(evidence.shown(flat))).containsExactly(2048, 1);
    Photo tall = upload(PhotoFixture.png(PhotoFixture.picture(1, 20_000)));
    assertThat(size(evidence.thumbnail(tall))).containsExactly(1, 320);
  }

  @Test
  void theUnusualIsShownAsWell() {
    BufferedImage sixteenBits = new BufferedImage(50, 40, BufferedImage.TYPE_USHORT_GRAY);
    sixteenBits.getRaster().setSample(1, 1, 0, new Random().nextInt(65_000));
    upload(PhotoFixture.png(sixteenBits));
    BufferedImage clear = new BufferedImage(50, 40, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(1, 1, new Random().nextInt());
    Photo transparent = upload(PhotoFixture.png(clear));
    assertThat(PhotoFixture.read(bytes(evidence.shown(transparent))).getRGB(30, 30) & 0xFFFFFF)
        .isEqualTo(0xFFFFFF);
    upload(PhotoFixture.progressive(300, 200));
  }

  @Test
  void whatHidesBehindAPhotoIsNotServed() {
    byte[] behind =
        join(PhotoFixture.jpeg(40, 30), "<script>alert(1)</script>PK\3\4%PDF-1.7".getBytes());
    Photo photo = upload(behind);
    assertThat(text(bytes(evidence.shown(photo)))).doesNotContain("script", "PDF", "PK\3\4");
  }

  @Test
  void whatCannotBeShownIsRefusedAndNotKept() {
    byte[] jpeg = PhotoFixture.jpeg(40, 30);
    byte[] png = PhotoFixture.png(PhotoFixture.picture(40, 30));
    Written before = Written.now();
    for (String brand : List.of("heic", "heix", "mif1", "hevc")) {
      refused(
          "heic", join(new byte[] {0, 0, 0, 24}, ("ftyp" + brand + "mif1heic").getBytes(), jpeg));
    }
    refused("moving", PhotoFixture.withChunk(png, "acTL", new byte[8]));
    refused("cmyk", PhotoFixture.cmyk());
    refused("damaged", PhotoFixture.manyScans(1000));
    refused("pixels", claiming(png, 40_000, 1));
    refused("pixels", claiming(png, 20_000, 20_000));
    refused("damaged", claiming(png, 4_000, 4_000));
    byte[] broken = png.clone();
    Arrays.fill(broken, 45, broken.length - 20, (byte) 7);
    assertRefused(() -> upload(broken)).hasSize(1);
    refused("type", "GIF89a".getBytes());
    assertThat(Written.now()).isEqualTo(before);
  }

  @Test
  void notesThatAreMeantToHarmAreNoNotes() {
    byte[] jpeg = PhotoFixture.jpeg(40, 30);
    byte[] tiff = PhotoFixture.tiff(TAKEN_IN_XINGYUN);
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] flipped = tiff.clone();
      for (int flips = 0; flips < 6; flips++) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
      }
      upload(PhotoFixture.withApp1(PhotoFixture.jpeg(40, 30), flipped));
    }
    assertThat(upload(PhotoFixture.withApp1(jpeg, chainOfDirectories(3000))).takenAt()).isNull();
    byte[] png = PhotoFixture.png(PhotoFixture.picture(40, 30));
    byte[] head = "a\0\0".getBytes(StandardCharsets.ISO_8859_1);
    upload(PhotoFixture.withChunk(png, "zTXt", join(head, PhotoFixture.bomb(1500))));
    upload(PhotoFixture.withChunk(png, "iCCP", join(head, PhotoFixture.bomb(1000))));
    for (String date :
        List.of("0000:00:00 00:00:00", "2026:13:45 99:00:00", "x", "    :  :     :  :  ")) {
      Photo photo =
          upload(
              PhotoFixture.withNotes(
                  PhotoFixture.jpeg(40, 30), new Notes(99, date, 300, 999, "\u202egpj")));
      assertThat(photo.takenAt()).as(date).isNull();
      assertThat(evidence.metadata(photo).orElseThrow())
          .isEqualTo(new PhotoMetadata(null, null, null, "gpj"));
    }
  }

  @Test
  void aCameraThatIsAheadOfTheUploadOrBehindTheFindIsDoubted() {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), clock.getZone());
    assertThat(taken(now.minusHours(1)).doubts(now.minusHours(2), clock.getZone())).isEmpty();
    assertThat(taken(now.plusMinutes(5)).doubts(null, clock.getZone())).isEmpty();
    assertThat(taken(now.plusHours(1)).doubts(null, clock.getZone()))
        .containsExactly(Doubt.TAKEN_AFTER_UPLOAD);
    assertThat(taken(now.minusDays(3)).doubts(now.minusDays(2), clock.getZone()))
        .containsExactly(Doubt.TAKEN_BEFORE_FOUND);
    assertThat(upload(PhotoFixture.jpeg(40, 30)).doubts(now, clock.getZone())).isEmpty();
  }

  @Test
  void aPhotoSentAgainIsTheSamePhoto() {
    byte[] bytes = PhotoFixture.jpeg(40, 30);
    Photo first = upload(bytes);
    Written before = Written.now();
    assertThat(upload(bytes)).isEqualTo(first);
    assertThat(evidence.add("other.jpg", new ByteArrayInputStream(bytes), worker)).isEqualTo(first);
    assertThat(Written.now()).isEqualTo(before);
    PersonId other = county.found().worker;
    assertThat(evidence.add("a.jpg", new ByteArrayInputStream(bytes), other).id())
        .isNotEqualTo(first.id());
  }

  @Test
  void aPhotoSentManyTimesAtTheSameMomentIsOne() {
    for (int time = 0; time < 5; time++) {
      byte[] bytes = PhotoFixture.jpeg(40, 30);
      assertThat(Together.call(6, who -> upload(bytes).id()).stream().distinct()).hasSize(1);
    }
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() {
    byte[] bytes = PhotoFixture.jpeg(400, 300);
    Written before = Written.now();
    InputStream gone =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    InputStream broken = new SequenceInputStream(new ByteArrayInputStream(bytes, 0, 1000), gone);
    assertThatThrownBy(() -> evidence.add("a.jpg", broken, worker))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(Written.now()).isEqualTo(before);
  }

  @Test
  void aPhotoOfAnOlderReleaseGetsItsCopiesWhenItIsFirstShown() throws SQLException {
    Photo photo = upload(PhotoFixture.withNotes(PhotoFixture.jpeg(400, 300), TAKEN_IN_XINGYUN));
    try (var owner = TestDatabase.connectAsOwner();
        var statement = owner.createStatement()) {
      statement.execute(
          "delete from bihuan.evidence_metadata where evidence_id = '" + photo.id() + "'");
      statement.execute(
          "update bihuan.evidence set shown_sha256 = null, thumbnail_sha256 = null, free_key = null"
              + " where id = '"
              + photo.id()
              + "'");
    }
    Photo old = evidence.find(photo.id()).orElseThrow();
    assertThat(old.shown()).isNull();
    assertThat(bytes(evidence.shown(old))).isNotEmpty();
    assertThat(evidence.find(photo.id())).contains(photo);
    assertThat(evidence.metadata(photo)).isPresent();
  }

  /** D83, D147: a disk whose files are others than the database says, or fewer. */
  @Test
  void whatIsNoLongerOnTheDiskIsNotShownUntilTheSameBytesAreSentAgain() throws IOException {
    byte[] bytes = PhotoFixture.jpeg(400, 300);
    Photo photo = upload(bytes);
    byte[] shown = bytes(evidence.shown(photo));
    for (byte[] instead : new byte[][] {bytes(upload(PhotoFixture.jpeg(40, 30))), {}, null}) {
      for (Path file : List.of(evidence.original(photo), evidence.shown(photo))) {
        put(file, instead);
      }
      assertThatThrownBy(() -> evidence.shown(photo)).isInstanceOf(PhotoLost.class);
      assertThat(evidence.thumbnail(photo)).isNotEmptyFile();
      assertRefused(() -> evidence.free(List.of(photo.id()), worker))
          .containsExactly("evidence refused.evidence.lost");

      assertThat(upload(bytes)).isEqualTo(photo);
      assertThat(bytes(evidence.original(photo))).isEqualTo(bytes);
      assertThat(bytes(evidence.shown(photo))).isEqualTo(shown);
      assertThat(evidence.free(List.of(photo.id()), worker)).containsExactly(photo);
    }
  }

  /** D147: a disk that knows more than the database, which is of an older day. */
  @Test
  void aPhotoThatIsOnTheDiskAlreadyIsTakenInAsAnyOther() throws SQLException {
    byte[] bytes = PhotoFixture.jpeg(400, 300);
    Photo forgotten = upload(bytes);
    try (var owner = TestDatabase.connectAsOwner();
        var statement = owner.createStatement()) {
      String which = " = '" + forgotten.id() + "'";
      statement.execute("delete from bihuan.evidence_metadata where evidence_id" + which);
      statement.execute("delete from bihuan.evidence where id" + which);
    }
    long onDisk = Written.now().photos();

    Photo again = upload(bytes);

    assertThat(again.id()).isNotEqualTo(forgotten.id());
    assertThat(bytes(evidence.original(again))).isEqualTo(bytes);
    assertThat(evidence.free(List.of(again.id()), worker)).containsExactly(again);
    assertThat(Written.now().photos()).isEqualTo(onDisk);
  }

  /** D86: somebody with an account on the server exchanges the file before it has its name. */
  @Test
  void aFileThatIsExchangedWhileItIsTakenInIsNotTakenIn() {
    byte[] bytes = PhotoFixture.jpeg(400, 300);
    byte[] others = PhotoFixture.jpeg(400, 300);
    Path folder = evidence.original(upload(PhotoFixture.jpeg(40, 30))).getParent().getParent();
    Written before = Written.now();
    InputStream exchanging =
        new FilterInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          public int read(byte[] into, int from, int most) throws IOException {
            int read = super.read(into, from, most);
            if (read < 0) {
              try (Stream<Path> parts = Files.list(folder)) {
                for (Path part : parts.filter(it -> it.toString().endsWith(".part")).toList()) {
                  Files.write(part, others);
                }
              }
            }
            return read;
          }
        };
    assertThatThrownBy(() -> evidence.add("a.jpg", exchanging, worker))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("changed while it was taken in");
    assertThat(Written.now()).isEqualTo(before);
  }

  /** D87. */
  @Test
  @EnabledIf("io.bihuan.FullDisk#canBeHad")
  void onAFullDiskAnUploadLeavesNothingAndTheNextOneIsTakenIn() {
    byte[] bytes = PhotoFixture.jpeg(1600, 1200);
    assertThat(bytes.length).isGreaterThan(20_000);
    Written before = Written.now();
    for (int room : new int[] {0, 1, 8_192, 16_384, bytes.length - 1}) {
      try (FullDisk full = FullDisk.beyond(room)) {
        assertThat(full).isNotNull();
        assertThatThrownBy(() -> upload(bytes)).isInstanceOf(UncheckedIOException.class);
      }
      assertThat(Written.now()).as("room for " + room).isEqualTo(before);
    }
    Photo photo = upload(bytes);
    assertThat(bytes(evidence.original(photo))).isEqualTo(bytes);
  }

  private static void put(Path file, byte @Nullable [] instead) throws IOException {
    if (instead == null) {
      Files.delete(file);
    } else {
      Files.write(file, instead);
    }
  }

  private byte[] bytes(Photo photo) {
    return bytes(evidence.original(photo));
  }

  private Photo upload(byte[] bytes) {
    return evidence.add("photo.jpg", new ByteArrayInputStream(bytes), worker);
  }

  private Photo taken(LocalDateTime at) {
    return upload(
        PhotoFixture.withNotes(
            PhotoFixture.jpeg(40, 30),
            new Notes(
                1, at.format(DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss")), 1, 1, "T")));
  }

  private void refused(String why, byte[] bytes) {
    assertRefused(() -> upload(bytes)).containsExactly("evidence refused.evidence." + why);
  }

  /** Each directory leads to one more, by the tag that names the directory of the taking. */
  private static byte[] chainOfDirectories(int many) {
    ByteBuffer tiff = ByteBuffer.allocate(8 + many * 18);
    tiff.put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8});
    for (int i = 0; i < many; i++) {
      tiff.putShort((short) 1).putShort((short) 0x8769).putShort((short) 4).putInt(1);
      tiff.putInt(8 + (i + 1) * 18).putInt(0);
    }
    return tiff.array();
  }

  private static byte[] claiming(byte[] png, int width, int height) {
    byte[] claiming = png.clone();
    ByteBuffer.wrap(claiming).putInt(16, width).putInt(20, height);
    CRC32 checksum = new CRC32();
    checksum.update(claiming, 12, 17);
    ByteBuffer.wrap(claiming).putInt(29, (int) checksum.getValue());
    return claiming;
  }

  private static boolean isRed(BufferedImage picture, int x, int y) {
    int rgb = picture.getRGB(x, y);
    return (rgb >> 16 & 0xFF) > 150 && (rgb & 0xFF) < 100;
  }

  private static List<Integer> size(Path file) {
    BufferedImage picture = PhotoFixture.read(bytes(file));
    return List.of(picture.getWidth(), picture.getHeight());
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
