package io.bihuan.web;

import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.Subjects;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import java.time.Duration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Hands out photos: one's own until an act takes it up, then to whoever may see the hazard. */
@RestController
class EvidenceFiles {
  private final Evidence evidence;
  private final Subjects subjects;

  EvidenceFiles(Evidence evidence, Subjects subjects) {
    this.evidence = evidence;
    this.subjects = subjects;
  }

  @GetMapping({"/evidence/{id}", "/api/v1/evidence/{id}"})
  ResponseEntity<Resource> photo(@PathVariable String id, @AuthenticationPrincipal SignedIn me) {
    Photo photo = evidence.find(id).orElseThrow(() -> new NoSuchHazard(id));
    String subject = photo.subject();
    if (subject == null) {
      if (!photo.uploadedBy().equals(me.person())) {
        throw new NoSuchHazard(id);
      }
    } else {
      subjects.getVisible(subject, me.person());
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(photo.mediaType()))
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.inline().filename("photo").build().toString())
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(new FileSystemResource(evidence.file(photo)));
  }
}
