package io.bihuan.loop.verification;

import io.bihuan.hazard.HazardNo;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 验收组: what each of them found, in every round. */
@Service
@Transactional
public class Panels {
  private final PanelMapper mapper;

  Panels(PanelMapper mapper) {
    this.mapper = mapper;
  }

  public List<PanelVerdict> verdicts(HazardNo no) {
    return mapper.of(no);
  }
}
