package io.bihuan.web;

import io.bihuan.hazard.Hazards;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Hands out the diagram a hazard runs on, to whoever may see the hazard. */
@RestController
class DiagramController {
  private static final MediaType BPMN = new MediaType(MediaType.TEXT_XML, StandardCharsets.UTF_8);

  private final Hazards hazards;

  DiagramController(Hazards hazards) {
    this.hazards = hazards;
  }

  @GetMapping("/hazards/{no}/diagram")
  ResponseEntity<String> diagram(@PathVariable String no, @AuthenticationPrincipal SignedIn me) {
    return ResponseEntity.ok()
        .contentType(BPMN)
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(hazards.diagramOf(hazards.getVisible(no, me.person())));
  }
}
