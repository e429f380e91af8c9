package io.bihuan.record.evidence;

import io.bihuan.refusal.Refused;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/**
 * 展示副本: a photo drawn anew, upright and no larger than a screen. What is drawn anew carries none of
 * the camera's notes and nothing that was hidden behind the picture.
 */
final class Copies {
  static final int SHOWN_EDGE = 2048;
  static final int THUMBNAIL_EDGE = 320;

  private static final float SHOWN_QUALITY = 0.85f;
  private static final float THUMBNAIL_QUALITY = 0.8f;

  /** So many points are decoded at most; of a larger photo every second or third. */
  private static final long DECODED_PIXELS = 16_000_000;

  /** Each takes up to 200 MB for a moment. */
  private static final int AT_ONCE = 2;

  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /** Width times height as the head of the file claims them, and the longer of the two. */
  record Size(long pixels, int longest) {
    static final Size UNREADABLE = new Size(0, 0);
  }

  static Size size(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Size.UNREADABLE;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        return new Size((long) width * height, Math.max(width, height));
      } catch (IOException | RuntimeException unreadable) {
        return Size.UNREADABLE;
      } finally {
        reader.dispose();
      }
    }
  }

  /** Draws both copies; refused if the photo cannot be drawn at all. */
  void draw(Path original, int orientation, Path shown, Path thumbnail) throws IOException {
    places.acquireUninterruptibly();
    try {
      BufferedImage large = upright(shrunk(decoded(original), SHOWN_EDGE), orientation);
      write(large, SHOWN_QUALITY, shown);
      write(shrunk(large, THUMBNAIL_EDGE), THUMBNAIL_QUALITY, thumbnail);
    } finally {
      places.release();
    }
  }

  private static BufferedImage decoded(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      ImageReader reader = ImageIO.getImageReaders(in).next();
      try {
        reader.setInput(in, true, true);
        ImageReadParam sparse = reader.getDefaultReadParam();
        int every = 1;
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        while (pixels / every / every > DECODED_PIXELS) {
          every++;
        }
        sparse.setSourceSubsampling(every, every, 0, 0);
        return reader.read(0, sparse);
      } catch (IOException | RuntimeException undrawable) {
        throw Refused.because("evidence", "refused.evidence.damaged");
      } finally {
        reader.dispose();
      }
    }
  }

  /** Halves it as often as it goes, so that no detail is skipped; transparent becomes white. */
  private static BufferedImage shrunk(BufferedImage source, int edge) {
    BufferedImage from = source;
    while (Math.max(from.getWidth(), from.getHeight()) >= 2 * edge) {
      from = drawn(from, Math.max(1, from.getWidth() / 2), Math.max(1, from.getHeight() / 2));
    }
    int longest = Math.max(from.getWidth(), from.getHeight());
    double scale = Math.min(1, (double) edge / longest);
    return drawn(
        from,
        Math.max(1, (int) Math.round(from.getWidth() * scale)),
        Math.max(1, (int) Math.round(from.getHeight() * scale)));
  }

  private static BufferedImage drawn(BufferedImage source, int width, int height) {
    return drawn(
        source,
        width,
        height,
        AffineTransform.getScaleInstance(
            (double) width / source.getWidth(), (double) height / source.getHeight()));
  }

  private static BufferedImage drawn(
      BufferedImage source, int width, int height, AffineTransform how) {
    BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = target.createGraphics();
    try {
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, width, height);
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      pen.drawImage(source, how, null);
      return target;
    } catch (RuntimeException brokenProfile) {
      throw Refused.because("evidence", "refused.evidence.damaged");
    } finally {
      pen.dispose();
    }
  }

  /** The eight orientations of EXIF: where the first row and the first column belong. */
  private static BufferedImage upright(BufferedImage source, int orientation) {
    int w = source.getWidth();
    int h = source.getHeight();
    return switch (orientation) {
      case 2 -> drawn(source, w, h, new AffineTransform(-1, 0, 0, 1, w, 0));
      case 3 -> drawn(source, w, h, new AffineTransform(-1, 0, 0, -1, w, h));
      case 4 -> drawn(source, w, h, new AffineTransform(1, 0, 0, -1, 0, h));
      case 5 -> drawn(source, h, w, new AffineTransform(0, 1, 1, 0, 0, 0));
      case 6 -> drawn(source, h, w, new AffineTransform(0, 1, -1, 0, h, 0));
      case 7 -> drawn(source, h, w, new AffineTransform(0, -1, -1, 0, h, w));
      case 8 -> drawn(source, h, w, new AffineTransform(0, -1, 1, 0, 0, w));
      default -> source;
    };
  }

  private static void write(BufferedImage picture, float quality, Path target) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(target.toFile())) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
  }
}
