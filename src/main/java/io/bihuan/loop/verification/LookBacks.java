package io.bihuan.loop.verification;

import io.bihuan.hazard.HazardNo;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 回头看. */
@Service
@Transactional
public class LookBacks {
  private final LookBackMapper mapper;

  LookBacks(LookBackMapper mapper) {
    this.mapper = mapper;
  }

  /** The number of the look-back in which a hazard came back; empty if it never was away. */
  public Optional<String> foundBy(HazardNo no) {
    return mapper.foundBy(no);
  }
}
