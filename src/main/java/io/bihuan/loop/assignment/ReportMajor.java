package io.bihuan.loop.assignment;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Limits;
import io.bihuan.hazard.Overdue;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 重大隐患上报: the township to the county, within its limit. One that comes too late is taken all the
 * same, and says so (安全生产法 第四十一条, 隐患排查治理暂行规定 第十四条).
 */
@Component
class ReportMajor implements LoopAct<ReportMajor.Form> {
  private static final int LONGEST = 4000;
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /**
   * @param situation 现状及其产生原因
   * @param harm 危害程度
   * @param difficulty 整改难易程度
   * @param measures 已经采取的措施
   */
  record Form(
      @Nullable String situation,
      @Nullable String harm,
      @Nullable String difficulty,
      @Nullable String measures) {}

  private final MajorReportMapper mapper;
  private final Limits limits;
  private final Clock clock;

  ReportMajor(MajorReportMapper mapper, Limits limits, Clock clock) {
    this.mapper = mapper;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public Act act() {
    return Act.REPORT_MAJOR;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    refusals
        .text("situation", form.situation(), LONGEST)
        .text("harm", form.harm(), LONGEST)
        .text("difficulty", form.difficulty(), LONGEST)
        .text("measures", form.measures(), LONGEST);
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    Instant dueAt = dueAt(at);
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    says.add(Words.of("says.reportMajor.situation", String.valueOf(form.situation())));
    says.add(Words.of("says.reportMajor.harm", String.valueOf(form.harm())));
    says.add(Words.of("says.reportMajor.difficulty", String.valueOf(form.difficulty())));
    says.add(Words.of("says.reportMajor.measures", String.valueOf(form.measures())));
    GradeHazard.correction(hazard).ifPresent(says::add);
    long hours = Overdue.hours(dueAt, at.at());
    says.add(
        Words.of(
            hours == 0 ? "says.reportMajor.inTime" : "says.reportMajor.overdue",
            MINUTE.format(LocalDateTime.ofInstant(dueAt, clock.getZone())),
            String.valueOf(hours)));
    return says;
  }

  private Instant dueAt(Situation at) {
    return Optional.ofNullable(at.matter().dueAt())
        .orElseGet(() -> at.matter().openedAt().plus(limits.majorReport().within()));
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    mapper.insertReport(
        at.matter().key(), at.hazard().no(), at.seq(), at.signer(), dueAt(at), at.at(), form);
    return Map.of(
        "dueAt",
        dueAt(at).toString(),
        "hoursOverdue",
        String.valueOf(Overdue.hours(dueAt(at), at.at())));
  }
}
