package io.bihuan.web;

import io.bihuan.people.PersonId;
import io.bihuan.record.evidence.Evidence;
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

  List<String> take(@Nullable List<MultipartFile> files, PersonId uploader) {
    List<String> ids = new ArrayList<>();
    for (MultipartFile file : files == null ? List.<MultipartFile>of() : files) {
      String name = file.getOriginalFilename();
      if (file.isEmpty() && (name == null || name.isEmpty())) {
        continue;
      }
      try (InputStream bytes = file.getInputStream()) {
        ids.add(evidence.add(name == null ? "" : name, bytes, uploader).id());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return ids;
  }
}
