package io.bihuan.web;

import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.Subjects;
import io.bihuan.loop.discovery.Inspections;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.evidence.PhotoLost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Takes in photos one by one as they are chosen, and hands out what may be shown of them: one's own
 * until an act takes it up, then to whoever may see the hazard, or the inspection in whose record
 * it stands. Never the original.
 */
@RestController
class EvidenceFiles {
  private static final Logger LOG = LoggerFactory.getLogger(EvidenceFiles.class);

  private final Evidence evidence;
  private final Subjects subjects;
  private final Inspections inspections;
  private final Uploads uploads;

  EvidenceFiles(Evidence evidence, Subjects subjects, Inspections inspections, Uploads uploads) {
    this.evidence = evidence;
    this.subjects = subjects;
    this.inspections = inspections;
    this.uploads = uploads;
  }

  record Kept(String id) {}

  /** For the script of the pages, which may send a photo again until it hears that it arrived. */
  @PostMapping(
      path = "/evidence",
      consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Kept keep(@RequestPart("photos") MultipartFile photo, @AuthenticationPrincipal SignedIn me) {
    return new Kept(uploads.take(photo, me.person()).id());
  }

  @GetMapping({"/evidence/{id}", "/api/v1/evidence/{id}"})
  ResponseEntity<Resource> photo(@PathVariable String id, @AuthenticationPrincipal SignedIn me) {
    return file(id, me, evidence::shown);
  }

  @GetMapping({"/evidence/{id}/thumbnail", "/api/v1/evidence/{id}/thumbnail"})
  ResponseEntity<Resource> thumbnail(
      @PathVariable String id, @AuthenticationPrincipal SignedIn me) {
    return file(id, me, evidence::thumbnail);
  }

  private Photo visible(String id, SignedIn me) {
    Photo photo = evidence.find(id).orElseThrow(() -> new NoSuchHazard(id));
    String subject = photo.subject();
    boolean own = subject == null && photo.uploadedBy().equals(me.person());
    if (!own && !inspections.shows(photo, me.person())) {
      if (subject == null) {
        throw new NoSuchHazard(id);
      }
      subjects.getVisible(subject, me.person());
    }
    return photo;
  }

  /** What is no longer what was taken in is not shown as if it were. */
  private ResponseEntity<Resource> file(String id, SignedIn me, Function<Photo, Path> copy) {
    Path file;
    try {
      file = copy.apply(visible(id, me));
    } catch (PhotoLost lost) {
      LOG.error(lost.getMessage());
      throw new NoSuchHazard(id);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_JPEG)
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.inline().filename("photo.jpg").build().toString())
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(new FileSystemResource(file));
  }
}
