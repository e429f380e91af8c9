package io.bihuan.loop.assignment;

import io.bihuan.hazard.HazardNo;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How a hazard was graded last. */
@Service
@Transactional
public class Gradings {
  private final GradingMapper mapper;

  Gradings(GradingMapper mapper) {
    this.mapper = mapper;
  }

  public Optional<Grading> of(HazardNo no) {
    return mapper.latest(no);
  }
}
