package io.bihuan.web;

import io.bihuan.people.PersonId;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.refusal.Refusal;
import io.bihuan.refusal.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes the photos out of a form. An empty file field is no photo. */
@Component
class Uploads {
  private final Evidence evidence;

  Uploads(Evidence evidence) {
    this.evidence = evidence;
  }

  /**
   * Adds the id of each photo to those the form has already; one that is refused does not take the
   * others with it.
   */
  void take(@Nullable List<MultipartFile> files, PersonId uploader, List<String> ids) {
    List<Refusal> refused = new ArrayList<>();
    for (MultipartFile file : files == null ? List.<MultipartFile>of() : files) {
      String name = file.getOriginalFilename();
      if (file.isEmpty() && (name == null || name.isEmpty())) {
        continue;
      }
      try {
        ids.add(take(file, uploader).id());
      } catch (Refused unfit) {
        refused.addAll(unfit.refusals());
      }
    }
    if (!refused.isEmpty()) {
      throw new Refused(refused);
    }
  }

  Photo take(MultipartFile file, PersonId uploader) {
    String name = file.getOriginalFilename();
    try (InputStream bytes = file.getInputStream()) {
      return evidence.add(name == null ? "" : name, bytes, uploader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
