package io.bihuan.loop.assignment;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 重大隐患上报接收: the county knows from here on. */
@Component
class ReceiveMajorReport implements LoopAct<ReceiveMajorReport.Form> {
  private static final int LONGEST_OPINION = 1000;

  record Form(@Nullable String opinion) {}

  private final MajorReportMapper mapper;

  ReceiveMajorReport(MajorReportMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Act act() {
    return Act.RECEIVE_MAJOR_REPORT;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    refusals.fits("opinion", form.opinion(), LONGEST_OPINION);
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    GradeHazard.correction(hazard).ifPresent(says::add);
    says.add(Words.of("says.receiveMajorReport", at.matter().key()));
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    mapper.insertReceipt(
        at.matter().key(),
        at.seq(),
        at.signer(),
        at.at(),
        form.opinion() == null ? "" : form.opinion());
    return Map.of();
  }
}
