package io.bihuan.record.evidence;

import io.bihuan.people.PersonId;
import io.bihuan.refusal.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.tika.Tika;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in photos and hands them out. What a file is, is read from its bytes, never from its name.
 */
@Service
@Transactional
public class Evidence {
  private static final Set<String> ACCEPTED = Set.of("image/jpeg", "image/png");
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
  private static final int LONGEST_NAME = 255;
  private static final int MEGABYTE = 1 << 20;
  private static final int LARGEST_MEGABYTES = 10;

  /** More than any camera takes; a header that claims more is meant to burst whoever opens it. */
  private static final long MOST_PIXELS = 250_000_000;

  private final EvidenceMapper mapper;
  private final EvidenceSettings settings;
  private final Clock clock;
  private final Tika tika = new Tika();

  Evidence(EvidenceMapper mapper, EvidenceSettings settings, Clock clock) {
    this.mapper = mapper;
    this.settings = settings;
    this.clock = clock;
  }

  /** Stores an upload. The bytes are on disk, synced and under their hash, before the row is. */
  public Photo add(String fileName, InputStream bytes, PersonId uploader) {
    try {
      Path root = Files.createDirectories(settings.directory());
      Path incoming = Files.createTempFile(root, "incoming", ".part");
      try {
        String sha256 = copyHashing(bytes, incoming);
        String type = tika.detect(incoming);
        requirePhoto(incoming, type);
        Photo photo =
            new Photo(
                UUID.randomUUID().toString(),
                sha256,
                Files.size(incoming),
                type,
                plainName(fileName),
                uploader,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null,
                null,
                null);
        Path home = pathOf(sha256);
        Files.createDirectories(home.getParent());
        if (!Files.exists(home)) {
          Files.move(incoming, home, StandardCopyOption.ATOMIC_MOVE);
        }
        mapper.insert(photo);
        return photo;
      } finally {
        Files.deleteIfExists(incoming);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Optional<Photo> find(String id) {
    // What cannot be an id is not asked for: not every text can be sent to every database.
    return ID.matcher(String.valueOf(id)).matches() ? mapper.find(id) : Optional.empty();
  }

  public List<Photo> of(String subject) {
    return mapper.of(subject);
  }

  public Path file(Photo photo) {
    return pathOf(photo.sha256());
  }

  /**
   * The photos that an act is about to take up: each exists, is free, is the signer's own upload
   * and has never been used as evidence before. 照片不得重复使用.
   */
  public List<Photo> free(List<String> ids, PersonId uploader) {
    Set<String> hashes = new HashSet<>();
    return ids.stream()
        .distinct()
        .map(
            id -> {
              Photo photo =
                  find(id)
                      .filter(p -> p.uploadedBy().equals(uploader) && p.subject() == null)
                      .orElseThrow(() -> Refused.because("evidence", "refused.evidence.unknown"));
              if (!hashes.add(photo.sha256()) || mapper.timesUsed(photo.sha256()) > 0) {
                throw Refused.because("evidence", "refused.evidence.reused", photo.fileName());
              }
              return photo;
            })
        .toList();
  }

  /** Makes the photos part of a subject, for good. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void takeUp(List<Photo> photos, String subject, Photo.Kind kind, int round) {
    for (Photo photo : photos) {
      try {
        if (mapper.takeUp(photo.id(), photo.uploadedBy(), subject, kind, round) != 1) {
          throw Refused.because("evidence", "refused.evidence.unknown");
        }
      } catch (DuplicateKeyException usedMeanwhile) {
        throw Refused.because("evidence", "refused.evidence.reused", photo.fileName());
      }
    }
  }

  private static String copyHashing(InputStream bytes, Path target) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long size;
      try (OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
        size = bytes.transferTo(out);
      }
      if (size == 0) {
        throw Refused.because("evidence", "refused.evidence.empty");
      }
      if (size > (long) LARGEST_MEGABYTES * MEGABYTE) {
        throw Refused.because("evidence", "refused.evidence.tooLarge", LARGEST_MEGABYTES);
      }
      try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A head that says JPEG over a body that is none is not a photo, nor is the first half of one.
   */
  private static void requirePhoto(Path file, String type) throws IOException {
    if (!ACCEPTED.contains(type)) {
      throw Refused.because("evidence", "refused.evidence.type");
    }
    long pixels = pixels(file);
    if (pixels <= 0) {
      throw Refused.because("evidence", "refused.evidence.type");
    }
    if (pixels > MOST_PIXELS) {
      throw Refused.because("evidence", "refused.evidence.pixels");
    }
    if (!PhotoEnd.isThere(file)) {
      throw Refused.because("evidence", "refused.evidence.cutOff");
    }
  }

  private static long pixels(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return 0;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return (long) reader.getWidth(0) * reader.getHeight(0);
      } catch (IOException | RuntimeException unreadable) {
        return 0;
      } finally {
        reader.dispose();
      }
    }
  }

  private static String plainName(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String plain = last.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}<>\"'&]", "").strip();
    String kept = plain.isEmpty() ? "photo" : plain;
    return kept.length() <= LONGEST_NAME ? kept : kept.substring(kept.length() - LONGEST_NAME);
  }

  private Path pathOf(String sha256) {
    return settings.directory().resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
  }
}
