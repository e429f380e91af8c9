package io.bihuan.loop.assignment;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.record.evidence.Photo;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** 向从业人员通报, with a photo as proof (安全生产法 第四十一条). */
@Component
class NotifyEmployees implements LoopAct<NotifyEmployees.Form> {
  private static final int LONGEST_PLACE = 200;
  private static final int PHOTOS_WANTED = 1;
  private static final Pattern PEOPLE = Pattern.compile("[1-9]\\d{0,5}");

  /** 通报方式. */
  enum Way {
    EMPLOYEE_MEETING,
    EMPLOYEE_CONGRESS,
    NOTICE_BOARD,
    OTHER
  }

  /**
   * @param people how many it reached
   */
  record Form(
      @Nullable Way way,
      @Nullable LocalDate notifiedOn,
      @Nullable String place,
      @Nullable String people) {}

  private final MajorReportMapper mapper;
  private final MessageSource messages;

  NotifyEmployees(MajorReportMapper mapper, MessageSource messages) {
    this.mapper = mapper;
    this.messages = messages;
  }

  @Override
  public Act act() {
    return Act.NOTIFY_EMPLOYEES;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public Optional<Photo.Kind> photos() {
    return Optional.of(Photo.Kind.PROOF);
  }

  @Override
  public int photosWanted(Situation at, Form form) {
    return PHOTOS_WANTED;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    LocalDate on = form.notifiedOn();
    String people = form.people();
    refusals
        .addIf(form.way() == null, "way", "refused.missing")
        .addIf(on == null, "notifiedOn", "refused.missing")
        .addIf(on != null && on.isAfter(at.today()), "notifiedOn", "refused.future")
        .addIf(
            on != null && on.isBefore(at.hazard().foundOn()),
            "notifiedOn",
            "refused.beforeFound",
            at.hazard().foundOn().toString())
        .text("place", form.place(), LONGEST_PLACE)
        .addIf(people == null, "people", "refused.missing")
        .addIf(
            people != null && !PEOPLE.matcher(people).matches(), "people", "refused.wholeNumber");
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    GradeHazard.correction(hazard).ifPresent(says::add);
    says.add(
        Words.of(
            "says.notifyEmployees",
            String.valueOf(form.notifiedOn()),
            String.valueOf(form.place()),
            nameOf(form.way()),
            String.valueOf(form.people()),
            hazard.unitName()));
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    mapper.insertNotice(
        at.matter().key(),
        at.hazard().no(),
        at.seq(),
        at.signer(),
        Objects.requireNonNull(form.way()),
        Objects.requireNonNull(form.notifiedOn()),
        String.valueOf(form.place()),
        Integer.parseInt(String.valueOf(form.people())));
    return Map.of();
  }

  @Override
  public Map<String, String> prefill(Situation at) {
    return Map.of("notifiedOn", at.today().toString());
  }

  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    Map<String, String> ways = new LinkedHashMap<>();
    for (Way way : Way.values()) {
      ways.put(way.name(), nameOf(way));
    }
    return Map.of("way", ways);
  }

  private String nameOf(@Nullable Way way) {
    return String.valueOf(
        messages.getMessage("paper.way." + way, null, "", Locale.SIMPLIFIED_CHINESE));
  }
}
