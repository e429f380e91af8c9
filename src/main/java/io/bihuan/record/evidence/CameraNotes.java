package io.bihuan.record.evidence;

import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.png.PngProcessingException;
import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.GeoLocation;
import com.drew.lang.RandomAccessReader;
import com.drew.lang.StreamReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.ExifTiffHandler;
import com.drew.metadata.exif.GpsDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the EXIF block of a photo: the few entries that are wanted and nothing else. What a maker
 * or an editor hides in the others may be XML, a profile or compressed, and is not opened.
 *
 * @param orientation how the picture must be turned, 1 to 8; 1 is upright
 */
record CameraNotes(PhotoMetadata metadata, int orientation) {
  private static final int UPRIGHT = 1;
  private static final int LAST_ORIENTATION = 8;
  private static final int LONGEST_CAMERA = 200;
  private static final CameraNotes NONE = new CameraNotes(PhotoMetadata.NONE, UPRIGHT);
  private static final Set<JpegSegmentType> APP1 = Set.of(JpegSegmentType.APP1);
  private static final Set<PngChunkType> EXIF_CHUNK = Set.of(PngChunkType.eXIf);
  private static final int PREAMBLE = ExifReader.JPEG_SEGMENT_PREAMBLE.length();

  private static final Set<Integer> WANTED_OF_PHOTO =
      Set.of(
          ExifIFD0Directory.TAG_MAKE,
          ExifIFD0Directory.TAG_MODEL,
          ExifIFD0Directory.TAG_ORIENTATION,
          ExifIFD0Directory.TAG_DATETIME,
          ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL);
  private static final Set<Integer> WANTED_OF_PLACE =
      Set.of(
          GpsDirectory.TAG_LATITUDE_REF,
          GpsDirectory.TAG_LATITUDE,
          GpsDirectory.TAG_LONGITUDE_REF,
          GpsDirectory.TAG_LONGITUDE);

  private static final DateTimeFormatter EXIF =
      DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter KEPT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  /** Notes that cannot be read are no notes: they are no reason to refuse a photo. */
  static CameraNotes of(Path file, boolean jpeg) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Metadata metadata = new Metadata();
      if (jpeg) {
        for (byte[] segment :
            JpegSegmentReader.readSegments(new StreamReader(in), APP1)
                .getSegments(JpegSegmentType.APP1)) {
          if (ExifReader.startsWithJpegExifPreamble(segment)) {
            read(new ByteArrayReader(segment), PREAMBLE, metadata);
          }
        }
      } else {
        for (var chunk : new PngChunkReader().extract(new StreamReader(in), EXIF_CHUNK)) {
          read(new ByteArrayReader(chunk.getBytes()), 0, metadata);
        }
      }
      return of(metadata);
    } catch (IOException
        | JpegProcessingException
        | PngProcessingException
        | TiffProcessingException
        | RuntimeException unreadable) {
      return NONE;
    }
  }

  private static void read(RandomAccessReader bytes, int start, Metadata metadata)
      throws IOException, TiffProcessingException {
    new TiffReader().processTiff(bytes, new Wanted(metadata, start), start);
  }

  private static CameraNotes of(Metadata metadata) {
    ExifIFD0Directory main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    ExifSubIFDDirectory taking = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
    GeoLocation place = gps == null ? null : gps.getGeoLocation();
    boolean onEarth =
        place != null
            && Math.abs(place.getLatitude()) <= 90
            && Math.abs(place.getLongitude()) <= 180;
    String taken = taken(taking, ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL);
    return new CameraNotes(
        new PhotoMetadata(
            taken != null ? taken : taken(main, ExifIFD0Directory.TAG_DATETIME),
            place != null && onEarth ? place.getLatitude() : null,
            place != null && onEarth ? place.getLongitude() : null,
            camera(main)),
        orientation(main));
  }

  private static @Nullable String taken(@Nullable Directory notes, int tag) {
    String said = notes == null ? null : notes.getString(tag);
    if (said == null) {
      return null;
    }
    try {
      return LocalDateTime.parse(said.strip(), EXIF).format(KEPT);
    } catch (DateTimeException unset) {
      return null;
    }
  }

  private static @Nullable String camera(@Nullable Directory notes) {
    if (notes == null) {
      return null;
    }
    String said =
        Stream.of(ExifIFD0Directory.TAG_MAKE, ExifIFD0Directory.TAG_MODEL)
            .map(notes::getString)
            .filter(Objects::nonNull)
            .map(text -> text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "").strip())
            .collect(Collectors.joining(" "))
            .strip();
    return said.isEmpty() ? null : said.substring(0, Math.min(said.length(), LONGEST_CAMERA));
  }

  private static int orientation(@Nullable Directory notes) {
    try {
      int said =
          notes == null || !notes.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
              ? UPRIGHT
              : notes.getInt(ExifIFD0Directory.TAG_ORIENTATION);
      return said < UPRIGHT || said > LAST_ORIENTATION ? UPRIGHT : said;
    } catch (MetadataException unreadable) {
      return UPRIGHT;
    }
  }

  /** Enters two directories below the first, and none below those. */
  private static final class Wanted extends ExifTiffHandler {
    Wanted(Metadata metadata, int start) {
      super(metadata, null, start);
    }

    @Override
    public boolean tryEnterSubIfd(int tag) {
      return List.of(
                  ExifIFD0Directory.TAG_EXIF_SUB_IFD_OFFSET, ExifIFD0Directory.TAG_GPS_INFO_OFFSET)
              .contains(tag)
          && _currentDirectory instanceof ExifIFD0Directory
          && super.tryEnterSubIfd(tag);
    }

    @Override
    public boolean hasFollowerIfd() {
      return false;
    }

    /** True is: seen to, leave it alone. */
    @Override
    public boolean customProcessTag(
        int offset, Set<Integer> seen, int start, RandomAccessReader bytes, int tag, int count) {
      return !(_currentDirectory instanceof GpsDirectory ? WANTED_OF_PLACE : WANTED_OF_PHOTO)
          .contains(tag);
    }
  }
}
