package io.bihuan.record.evidence;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * What the bytes of a JPEG or PNG say of themselves, read without decoding anything.
 *
 * @param whole it is there to its end; an upload that broke off still opens and shows grey where
 *     the rest should be, and as evidence it would stay so for thirty years
 * @param scans how many passes a JPEG is drawn in; thousands of them keep a decoder busy for hours
 * @param colours how many values each point of a JPEG has
 * @param moving a PNG with more frames than the one that is shown
 */
record PhotoBytes(boolean whole, int scans, int colours, boolean moving) {
  /** The brands of an iPhone's photos and of its relatives, as the head of the file names them. */
  private static final Set<String> HEIF =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");

  private static final int HEIF_HEAD = 12;

  private static final int JPEG = 0xFFD8;
  private static final int SCAN = 0xDA;
  private static final int END = 0xD9;
  private static final int FIRST_RESTART = 0xD0;
  private static final int LAST_RESTART = 0xD7;
  private static final int NO_PAYLOAD = 0x01;
  private static final int FIRST_FRAME = 0xC0;
  private static final int LAST_FRAME = 0xCF;

  /** Between the frames: Huffman tables, an extension, arithmetic tables. */
  private static final Set<Integer> NOT_A_FRAME = Set.of(0xC4, 0xC8, 0xCC);

  private static final int BEFORE_COLOURS = 5;
  private static final int PNG_SIGNATURE = 8;
  private static final int PNG_END = 0x49454E44;
  private static final int PNG_ANIMATION = 0x6163544C;
  private static final int CHECKSUM = 4;

  static boolean isHeif(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(HEIF_HEAD);
      if (head.length < HEIF_HEAD) {
        return false;
      }
      String named = new String(head, 4, HEIF_HEAD - 4, StandardCharsets.ISO_8859_1);
      return named.startsWith("ftyp") && HEIF.contains(named.substring(4));
    }
  }

  static PhotoBytes of(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return in.readUnsignedShort() == JPEG ? jpeg(in) : png(in);
    } catch (EOFException cutOff) {
      return new PhotoBytes(false, 0, 0, false);
    }
  }

  /** Segments carry their length; a preview inside one has an end of its own. */
  private static PhotoBytes jpeg(DataInputStream in) throws IOException {
    int scans = 0;
    int colours = 0;
    for (int marker = marker(in); marker != END; marker = marker(in)) {
      if (marker == NO_PAYLOAD || (marker >= FIRST_RESTART && marker <= LAST_RESTART)) {
        continue;
      }
      int length = Math.max(0, in.readUnsignedShort() - 2);
      if (marker >= FIRST_FRAME && marker <= LAST_FRAME && !NOT_A_FRAME.contains(marker)) {
        in.skipNBytes(BEFORE_COLOURS);
        colours = in.readUnsignedByte();
        length = Math.max(0, length - BEFORE_COLOURS - 1);
      } else if (marker == SCAN) {
        scans++;
      }
      in.skipNBytes(length);
    }
    return new PhotoBytes(true, scans, colours, false);
  }

  /** The next byte after an FF, for inside a scan an FF that is no marker is followed by 0. */
  private static int marker(DataInputStream in) throws IOException {
    int before = 0;
    int now = in.readUnsignedByte();
    while (before != 0xFF || now == 0 || now == 0xFF) {
      before = now;
      now = in.readUnsignedByte();
    }
    return now;
  }

  private static PhotoBytes png(DataInputStream in) throws IOException {
    in.skipNBytes(PNG_SIGNATURE - 2);
    boolean moving = false;
    int type;
    do {
      long length = in.readInt() & 0xFFFFFFFFL;
      type = in.readInt();
      moving |= type == PNG_ANIMATION;
      in.skipNBytes(length + CHECKSUM);
    } while (type != PNG_END);
    return new PhotoBytes(true, 0, 0, moving);
  }
}
