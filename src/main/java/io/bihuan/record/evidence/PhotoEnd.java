package io.bihuan.record.evidence;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a photo is there to its end. An upload that broke off still opens and shows grey where
 * the rest should be; as evidence it would stay so for thirty years.
 */
final class PhotoEnd {
  private static final int JPEG = 0xFFD8;
  private static final int SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int PNG_SIGNATURE = 8;
  private static final int PNG_END = 0x49454E44;
  private static final int CHECKSUM = 4;

  private PhotoEnd() {}

  static boolean isThere(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readUnsignedShort() == JPEG) {
        skipToScan(in);
        skipToEndOfImage(in);
      } else {
        in.skipNBytes(PNG_SIGNATURE - 2);
        skipToPngEnd(in);
      }
      return true;
    } catch (EOFException cutOff) {
      return false;
    }
  }

  /** Segments carry their length; a preview picture inside one has an end of its own. */
  private static void skipToScan(DataInputStream in) throws IOException {
    for (int marker = marker(in); marker != SCAN; marker = marker(in)) {
      in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
    }
  }

  private static void skipToEndOfImage(DataInputStream in) throws IOException {
    int marker;
    do {
      marker = marker(in);
    } while (marker != END_OF_IMAGE);
  }

  /** The next byte after an FF, for inside the scan an FF that is no marker is followed by 0. */
  private static int marker(DataInputStream in) throws IOException {
    int before = 0;
    int now = in.readUnsignedByte();
    while (before != 0xFF || now == 0 || now == 0xFF) {
      before = now;
      now = in.readUnsignedByte();
    }
    return now;
  }

  private static void skipToPngEnd(DataInputStream in) throws IOException {
    int type;
    do {
      long length = in.readInt() & 0xFFFFFFFFL;
      type = in.readInt();
      in.skipNBytes(length + CHECKSUM);
    } while (type != PNG_END);
  }
}
