package io.bihuan.record.evidence;

import io.bihuan.people.PersonId;
import io.bihuan.refusal.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in photos and hands out what may be shown of them. What a file is, is read from its bytes,
 * never from its name.
 */
@Service
@Transactional
public class Evidence {
  private static final String JPEG = "image/jpeg";
  private static final Set<String> ACCEPTED = Set.of(JPEG, "image/png");
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
  private static final int LONGEST_NAME = 255;
  private static final int MEGABYTE = 1 << 20;
  private static final int LARGEST_MEGABYTES = 10;
  private static final int MOST_OF_AN_ACT = 50;

  /** More than any phone takes; a head that claims more is meant to burst whoever opens it. */
  private static final long MOST_PIXELS = 120_000_000;

  /** Of one drawn in several passes all points are in memory until the last. */
  private static final long MOST_PIXELS_IN_PASSES = 50_000_000;

  private static final int LONGEST_EDGE = 30_000;

  /** A progressive JPEG has about ten. */
  private static final int MOST_SCANS = 40;

  private static final int CMYK = 4;

  private final EvidenceMapper mapper;
  private final PhotoFiles files;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Copies copies = new Copies();
  private final Tika tika = new Tika();

  Evidence(
      EvidenceMapper mapper,
      EvidenceSettings settings,
      TransactionTemplate transaction,
      Clock clock) {
    this.mapper = mapper;
    this.files = new PhotoFiles(settings.directory());
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Stores an upload. The bytes are on disk, synced and under their hash, before the row is. The
   * same bytes of the same person are the same photo until an act takes it up, so that a bad line
   * may send them as often as it must.
   */
  // Copying and drawing take seconds, and no connection to the database meanwhile.
  @Transactional(propagation = Propagation.NOT_SUPPORTED)
  public Photo add(String fileName, InputStream bytes, PersonId uploader) {
    try {
      Path incoming = files.incoming();
      try {
        String sha256 = PhotoFiles.copy(bytes, incoming);
        requireSize(Files.size(incoming));
        Optional<Photo> before = mapper.free(uploader, sha256);
        return before.isPresent()
            ? again(before.get(), incoming)
            : add(plainName(fileName), incoming, sha256, uploader);
      } finally {
        Files.deleteIfExists(incoming);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was lost from the disk meanwhile comes back with it. */
  private Photo again(Photo before, Path incoming) throws IOException {
    if (!isWhole(before)) {
      CameraNotes notes = CameraNotes.of(incoming, before.mediaType().equals(JPEG));
      draw(incoming, notes.orientation(), before.sha256());
    }
    return before;
  }

  private Photo add(String name, Path incoming, String sha256, PersonId uploader)
      throws IOException {
    String type = requirePhoto(incoming);
    CameraNotes notes = CameraNotes.of(incoming, type.equals(JPEG));
    long size = Files.size(incoming);
    Drawn drawn = draw(incoming, notes.orientation(), sha256);
    Photo photo =
        new Photo(
            UUID.randomUUID().toString(),
            sha256,
            size,
            type,
            name,
            uploader,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            drawn.shown(),
            drawn.thumbnail(),
            null,
            null,
            null,
            notes.metadata().takenAt());
    try {
      transaction.executeWithoutResult(
          status -> {
            mapper.insert(photo, uploader.value() + ":" + sha256);
            if (!notes.metadata().isEmpty()) {
              mapper.insertMetadata(photo.id(), notes.metadata());
            }
          });
      return photo;
    } catch (DuplicateKeyException sentTwiceAtOnce) {
      return mapper.free(uploader, sha256).orElseThrow(() -> sentTwiceAtOnce);
    }
  }

  public Optional<Photo> find(String id) {
    // What cannot be an id is not asked for: not every text can be sent to every database.
    return ID.matcher(String.valueOf(id)).matches() ? mapper.find(id) : Optional.empty();
  }

  public List<Photo> of(String subject) {
    return mapper.of(subject);
  }

  /** What the camera wrote; empty if it wrote nothing that is kept. */
  public Optional<PhotoMetadata> metadata(Photo photo) {
    return mapper.metadata(photo.id());
  }

  /**
   * The bytes as they were uploaded: for whoever checks the evidence on the server, not for pages.
   */
  public Path original(Photo photo) {
    return files.of(photo.sha256());
  }

  /**
   * What a page shows large, a JPEG.
   *
   * @throws PhotoLost if it is gone, or not what was drawn
   */
  public Path shown(Photo photo) {
    return intact(photo, Objects.requireNonNull(withCopies(photo).shown()));
  }

  /**
   * What a page shows small, a JPEG.
   *
   * @throws PhotoLost if it is gone, or not what was drawn
   */
  public Path thumbnail(Photo photo) {
    return intact(photo, Objects.requireNonNull(withCopies(photo).thumbnail()));
  }

  private Path intact(Photo photo, String sha256) {
    try {
      if (files.holds(sha256)) {
        return files.of(sha256);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new PhotoLost(photo);
  }

  /** Whether the original and its copies are on disk as they were taken in. */
  private boolean isWhole(Photo photo) {
    try {
      return files.holds(photo.sha256())
          && (photo.shown() == null || files.holds(photo.shown()))
          && (photo.thumbnail() == null || files.holds(photo.thumbnail()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The photos that an act is about to take up: each exists, is free, is the signer's own upload
   * and has never been used as evidence before. 照片不得重复使用.
   */
  public List<Photo> free(List<String> ids, PersonId uploader) {
    if (ids.size() > MOST_OF_AN_ACT) {
      throw Refused.because("evidence", "refused.evidence.tooMany", MOST_OF_AN_ACT);
    }
    Set<String> hashes = new HashSet<>();
    return ids.stream()
        .distinct()
        .map(
            id -> {
              Photo photo =
                  find(id)
                      .filter(p -> p.uploadedBy().equals(uploader))
                      .orElseThrow(() -> Refused.because("evidence", "refused.evidence.unknown"));
              if (photo.subject() != null
                  || !hashes.add(photo.sha256())
                  || mapper.timesUsed(photo.sha256()) > 0) {
                throw Refused.because("evidence", "refused.evidence.reused", photo.fileName());
              }
              if (!isWhole(photo)) {
                throw Refused.because("evidence", "refused.evidence.lost", photo.fileName());
              }
              return withCopies(photo);
            })
        .toList();
  }

  /** Makes the photos part of a subject, for good. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void takeUp(List<Photo> photos, String subject, Photo.Kind kind, int round) {
    for (Photo photo : photos) {
      try {
        if (mapper.takeUp(photo.id(), photo.uploadedBy(), subject, kind, round) != 1) {
          throw Refused.because("evidence", "refused.evidence.reused", photo.fileName());
        }
      } catch (DuplicateKeyException usedMeanwhile) {
        throw Refused.because("evidence", "refused.evidence.reused", photo.fileName());
      }
    }
  }

  /** Photos of one subject go on with what becomes of it; used they are only once. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void handOn(List<Photo> photos, String from, String to) {
    for (Photo photo : photos) {
      if (mapper.handOn(photo.id(), from, to) != 1) {
        throw new IllegalStateException("%s is not of %s.".formatted(photo.id(), from));
      }
    }
  }

  private Photo withCopies(Photo photo) {
    if (photo.shown() != null) {
      return photo;
    }
    try {
      Path original = intact(photo, photo.sha256());
      CameraNotes notes = CameraNotes.of(original, photo.mediaType().equals(JPEG));
      Drawn drawn = draw(original, notes.orientation(), null);
      if (mapper.copied(photo.id(), drawn.shown(), drawn.thumbnail()) == 1
          && !notes.metadata().isEmpty()) {
        mapper.insertMetadata(photo.id(), notes.metadata());
      }
      return mapper.find(photo.id()).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hashes of the two copies, which are on disk. */
  private record Drawn(String shown, String thumbnail) {}

  /**
   * @param incoming the hash under which the original is to be kept as well; null where it is
   */
  private Drawn draw(Path original, int orientation, @Nullable String incoming) throws IOException {
    Path shown = files.incoming();
    Path thumbnail = files.incoming();
    try {
      copies.draw(original, orientation, shown, thumbnail);
      if (incoming != null) {
        files.keep(original, incoming);
      }
      Drawn drawn = new Drawn(PhotoFiles.hash(shown), PhotoFiles.hash(thumbnail));
      files.keep(shown, drawn.shown());
      files.keep(thumbnail, drawn.thumbnail());
      return drawn;
    } finally {
      Files.deleteIfExists(shown);
      Files.deleteIfExists(thumbnail);
    }
  }

  private static void requireSize(long size) {
    if (size == 0) {
      throw Refused.because("evidence", "refused.evidence.empty");
    }
    if (size > (long) LARGEST_MEGABYTES * MEGABYTE) {
      throw Refused.because("evidence", "refused.evidence.tooLarge", LARGEST_MEGABYTES);
    }
  }

  /**
   * The type of the photo, if it is one: a head that says JPEG over a body that is none is not, nor
   * is the first half of one. Nothing is decoded before its head and its build are known to be
   * sane.
   */
  private String requirePhoto(Path file) throws IOException {
    if (PhotoBytes.isHeif(file)) {
      throw Refused.because("evidence", "refused.evidence.heic");
    }
    String type = tika.detect(file);
    Copies.Size size = ACCEPTED.contains(type) ? Copies.size(file) : Copies.Size.UNREADABLE;
    if (size.pixels() <= 0) {
      throw Refused.because("evidence", "refused.evidence.type");
    }
    if (size.pixels() > MOST_PIXELS || size.longest() > LONGEST_EDGE) {
      throw Refused.because("evidence", "refused.evidence.pixels");
    }
    PhotoBytes bytes = PhotoBytes.of(file);
    if (!bytes.whole()) {
      throw Refused.because("evidence", "refused.evidence.cutOff");
    }
    if (bytes.moving()) {
      throw Refused.because("evidence", "refused.evidence.moving");
    }
    if (bytes.colours() == CMYK) {
      throw Refused.because("evidence", "refused.evidence.cmyk");
    }
    if (bytes.scans() > 1 && size.pixels() > MOST_PIXELS_IN_PASSES) {
      throw Refused.because("evidence", "refused.evidence.pixels");
    }
    if (bytes.scans() > MOST_SCANS) {
      throw Refused.because("evidence", "refused.evidence.damaged");
    }
    return type;
  }

  private static String plainName(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String plain = last.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}<>\"'&]", "").strip();
    String kept = plain.isEmpty() ? "photo" : plain;
    return kept.length() <= LONGEST_NAME ? kept : kept.substring(kept.length() - LONGEST_NAME);
  }
}
