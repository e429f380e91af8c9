package io.bihuan.record.evidence;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Photos as cameras and enemies make them, byte by byte. */
public final class PhotoFixture {
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private PhotoFixture() {}

  /** Red in its upper half, blue in its lower, as it lies in the file; no two are the same. */
  public static BufferedImage picture(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width, height / 2);
    pen.setColor(Color.BLUE);
    pen.fillRect(0, height / 2, width, height - height / 2);
    pen.dispose();
    for (int i = 0; i < 16 && i < width; i++) {
      picture.setRGB(
          width - 1 - i, height - 1, ThreadLocalRandom.current().nextBoolean() ? 0 : 0xFFFFFF);
    }
    return picture;
  }

  public static byte[] jpeg(int width, int height) {
    return written(picture(width, height), "jpeg", false);
  }

  public static byte[] progressive(int width, int height) {
    return written(picture(width, height), "jpeg", true);
  }

  public static byte[] png(BufferedImage picture) {
    return written(picture, "png", false);
  }

  private static byte[] written(BufferedImage picture, String format, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (progressive) {
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A JPEG whose frame says that each point has four colours. */
  public static byte[] cmyk() {
    byte[] jpeg = jpeg(40, 30);
    for (int i = 2; i < jpeg.length; i++) {
      if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
        jpeg[i + 9] = 4;
        // The fourth colour takes the place of the length that is missing.
        return insert(jpeg, i + 4 + 6 + 9, new byte[] {4, 0x11, 0}, i + 2, 3);
      }
    }
    throw new AssertionError("A JPEG without a frame.");
  }

  private static byte[] insert(byte[] into, int at, byte[] what, int lengthAt, int longer) {
    byte[] all = Arrays.copyOf(into, into.length + what.length);
    System.arraycopy(what, 0, all, at, what.length);
    System.arraycopy(into, at, all, at + what.length, into.length - at);
    ByteBuffer.wrap(all)
        .putShort(lengthAt, (short) (ByteBuffer.wrap(into).getShort(lengthAt) + longer));
    return all;
  }

  /** The last scan of a progressive photo, so many times more. */
  public static byte[] manyScans(int more) {
    byte[] jpeg = progressive(64, 48);
    int last = -1;
    for (int i = 2; i < jpeg.length - 1; i++) {
      if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xDA) {
        last = i;
      }
    }
    byte[] scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < more; i++) {
      out.writeBytes(scan);
    }
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
    return out.toByteArray();
  }

  /** What a camera writes. */
  public record Notes(
      int orientation, String dateTimeOriginal, double latitude, double longitude, String camera) {}

  public static byte[] withNotes(byte[] jpeg, Notes notes) {
    return withApp1(jpeg, tiff(notes));
  }

  /** Any bytes as the EXIF block of a JPEG. */
  public static byte[] withApp1(byte[] jpeg, byte[] tiff) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(
        ByteBuffer.allocate(4)
            .putShort((short) 0xFFE1)
            .putShort((short) (2 + EXIF.length + tiff.length))
            .array());
    out.writeBytes(EXIF);
    out.writeBytes(tiff);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  public static byte[] pngWithNotes(byte[] png, Notes notes) {
    return withChunk(png, "eXIf", tiff(notes));
  }

  /** A chunk after the head of a PNG. */
  public static byte[] withChunk(byte[] png, String type, byte[] content) {
    int afterHead = 8 + 4 + 4 + 13 + 4;
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
    chunk.putInt(content.length);
    chunk.put(type.getBytes(StandardCharsets.ISO_8859_1)).put(content);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), 4, 4 + content.length);
    chunk.putInt((int) checksum.getValue());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(png, 0, afterHead);
    out.writeBytes(chunk.array());
    out.write(png, afterHead, png.length - afterHead);
    return out.toByteArray();
  }

  /** So many zeros, deflated. */
  public static byte[] bomb(int megabytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] nothing = new byte[1 << 20];
    byte[] buffer = new byte[1 << 16];
    for (int i = 0; i < megabytes; i++) {
      deflater.setInput(nothing);
      while (!deflater.needsInput()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  private record Entry(int tag, int format, int count, byte[] value) {}

  /** Big-endian, one directory for the photo, one for its taking, one for its place. */
  public static byte[] tiff(Notes notes) {
    List<Entry> main =
        new ArrayList<>(
            List.of(
                text(0x010F, notes.camera()),
                new Entry(
                    0x0112,
                    3,
                    1,
                    ByteBuffer.allocate(4).putShort((short) notes.orientation()).array())));
    int photoSize = 2 + 12 * 4 + 4 + beside(notes.camera());
    int takingAt = 8 + photoSize;
    List<Entry> taking = List.of(text(0x9003, notes.dateTimeOriginal()));
    int placeAt = takingAt + 2 + 12 + 4 + beside(notes.dateTimeOriginal());
    main.add(new Entry(0x8769, 4, 1, ByteBuffer.allocate(4).putInt(takingAt).array()));
    main.add(new Entry(0x8825, 4, 1, ByteBuffer.allocate(4).putInt(placeAt).array()));
    List<Entry> place =
        List.of(
            new Entry(1, 2, 2, letter(notes.latitude() < 0 ? 'S' : 'N')),
            new Entry(2, 5, 3, degrees(notes.latitude())),
            new Entry(3, 2, 2, letter(notes.longitude() < 0 ? 'W' : 'E')),
            new Entry(4, 5, 3, degrees(notes.longitude())));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8});
    out.writeBytes(directory(8, main));
    out.writeBytes(directory(takingAt, taking));
    out.writeBytes(directory(placeAt, place));
    return out.toByteArray();
  }

  private static byte[] directory(int at, List<Entry> entries) {
    ByteBuffer head = ByteBuffer.allocate(2 + 12 * entries.size() + 4);
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    head.putShort((short) entries.size());
    for (Entry entry : entries) {
      head.putShort((short) entry.tag()).putShort((short) entry.format()).putInt(entry.count());
      if (entry.value().length <= 4) {
        head.put(Arrays.copyOf(entry.value(), 4));
      } else {
        head.putInt(at + head.capacity() + values.size());
        values.writeBytes(entry.value());
      }
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.array());
    all.writeBytes(values.toByteArray());
    return all.toByteArray();
  }

  private static Entry text(int tag, String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
    return new Entry(tag, 2, bytes.length, Arrays.copyOf(bytes, even(bytes.length)));
  }

  /** What a text takes up outside its entry. */
  private static int beside(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length + 1;
    return length <= 4 ? 0 : even(length);
  }

  private static int even(int length) {
    return length + length % 2;
  }

  private static byte[] letter(char letter) {
    return new byte[] {(byte) letter, 0, 0, 0};
  }

  private static byte[] degrees(double degrees) {
    double whole = Math.abs(degrees);
    int minutes = (int) ((whole - (int) whole) * 60);
    int seconds = (int) Math.round(((whole - (int) whole) * 60 - minutes) * 60 * 1000);
    return ByteBuffer.allocate(24)
        .putInt((int) whole)
        .putInt(1)
        .putInt(minutes)
        .putInt(1)
        .putInt(seconds)
        .putInt(1000)
        .array();
  }

  public static BufferedImage read(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
