package io.bihuan.loop.rectification;

import io.bihuan.hazard.HazardNo;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 治理方案, every version of it and what was said to each. */
@Service
@Transactional
public class Plans {
  private final PlanMapper mapper;

  Plans(PlanMapper mapper) {
    this.mapper = mapper;
  }

  /** The first version first. */
  public List<Plan> of(HazardNo no) {
    return mapper.of(no);
  }

  public List<PlanVerdict> verdicts(HazardNo no) {
    return mapper.verdicts(no);
  }

  Optional<Plan> latest(HazardNo no) {
    List<Plan> plans = mapper.of(no);
    return plans.isEmpty() ? Optional.empty() : Optional.of(plans.get(plans.size() - 1));
  }
}
