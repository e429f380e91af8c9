package io.bihuan.web;

import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import java.nio.file.Path;
import java.time.Duration;
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
 * until an act takes it up, then to whoever may see the hazard. Never the original.
 */
@RestController
class EvidenceFiles {
  private final Evidence evidence;
  private final Hazards hazards;
  private final Uploads uploads;

  EvidenceFiles(Evidence evidence, Hazards hazards, Uploads uploads) {
    this.evidence = evidence;
    this.hazards = hazards;
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
    return file(evidence.shown(visible(id, me)));
  }

  @GetMapping({"/evidence/{id}/thumbnail", "/api/v1/evidence/{id}/thumbnail"})
  ResponseEntity<Resource> thumbnail(
      @PathVariable String id, @AuthenticationPrincipal SignedIn me) {
    return file(evidence.thumbnail(visible(id, me)));
  }

  private Photo visible(String id, SignedIn me) {
    Photo photo = evidence.find(id).orElseThrow(() -> new NoSuchHazard(id));
    String subject = photo.subject();
    if (subject == null) {
      if (!photo.uploadedBy().equals(me.person())) {
        throw new NoSuchHazard(id);
      }
    } else {
      hazards.getVisible(subject, me.person());
    }
    return photo;
  }

  private static ResponseEntity<Resource> file(Path file) {
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
