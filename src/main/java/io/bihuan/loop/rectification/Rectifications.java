package io.bihuan.loop.rectification;

import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was rectified, and by whom. */
@Service
@Transactional
public class Rectifications {
  private final RectificationMapper mapper;

  Rectifications(RectificationMapper mapper) {
    this.mapper = mapper;
  }

  /** Who signed the last rectification; a hazard behind that act always has one. */
  public PersonId latestRectifier(HazardNo no) {
    return mapper
        .latestRectifier(no)
        .orElseThrow(() -> new IllegalStateException("%s was never rectified.".formatted(no)));
  }

  /** 整改进展, the newest first. */
  public List<Progress> progress(HazardNo no) {
    return mapper.progress(no);
  }
}
