package io.bihuan.loop.discovery;

import io.bihuan.hazard.Act;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 检查记录: the lead inspector signs what was seen, also when that was nothing (安全生产法 第六十八条). From here
 * on the record stands as it is, unless it is returned.
 */
@Component
class RecordInspection implements LoopAct<RecordInspection.Form> {
  private static final int LONGEST_ID = 36;

  /**
   * @param endedAt local date and time in China
   * @param representative 单位现场负责人: who will be asked to sign for the unit
   */
  record Form(@Nullable LocalDateTime endedAt, @Nullable String representative) {}

  private final Inspections inspections;
  private final InspectionWords words;
  private final Evidence evidence;
  private final People people;
  private final Clock clock;

  RecordInspection(
      Inspections inspections,
      InspectionWords words,
      Evidence evidence,
      People people,
      Clock clock) {
    this.inspections = inspections;
    this.words = words;
    this.evidence = evidence;
    this.people = people;
    this.clock = clock;
  }

  @Override
  public Act act() {
    return Act.RECORD_INSPECTION;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    Inspection inspection = inspections.get(at.subject().key());
    Instant ended = endedAt(form);
    refusals
        .addIf(ended == null, "endedAt", "refused.missing")
        .addIf(ended != null && ended.isAfter(at.at()), "endedAt", "refused.future")
        .addIf(
            ended != null && ended.isBefore(inspection.startedAt()),
            "endedAt",
            "refused.endsBeforeStart")
        .text("representative", form.representative(), LONGEST_ID)
        .addIf(
            form.representative() != null
                && people.ofUnit(inspection.unitId()).stream()
                    .noneMatch(one -> one.id().value().equals(form.representative())),
            "representative",
            "refused.representative")
        .addIf(
            at.signer().value().equals(form.representative())
                || inspection.secondInspector().value().equals(form.representative()),
            "representative",
            "refused.ownInspection");
    inspections
        .unfitAsSecond(inspection, at.signer(), inspection.secondInspector())
        .ifPresent(why -> refusals.add("secondInspector", why));
    checkFindings(inspection, refusals);
  }

  /** What is noted in a draft is used only now, and may have gone elsewhere in the meantime. */
  private void checkFindings(Inspection inspection, Refusals refusals) {
    Set<String> hashes = new HashSet<>();
    int number = 0;
    for (Finding finding : inspections.findings(inspection.no())) {
      number++;
      List<Photo> photos = inspections.photos(finding);
      refusals.addIf(photos.isEmpty(), "findings", "refused.finding.photos", number);
      for (Photo photo : photos) {
        boolean ours = inspection.no().equals(photo.subject());
        if (!hashes.add(photo.sha256()) || !(ours || isFree(photo))) {
          refusals.add("findings", "refused.finding.reused", number, photo.fileName());
        }
      }
    }
  }

  /** Whose it is was asked when it was noted; a record that is handed on keeps its photos. */
  private boolean isFree(Photo photo) {
    try {
      return !evidence.free(List.of(photo.id()), photo.uploadedBy()).isEmpty();
    } catch (Refused used) {
      return false;
    }
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    List<Words> says = new ArrayList<>(words.of(recorded(at, form)));
    says.add(Words.of("says.recordInspection"));
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    Inspection recorded = recorded(at, form);
    Map<String, String> signed = new LinkedHashMap<>();
    signed.put("second", recorded.secondInspector().value());
    for (Finding finding : inspections.findings(recorded.no())) {
      inspections.photos(finding).forEach(photo -> signed.put(photo.id(), photo.sha256()));
    }
    inspections.recorded(at.matter(), recorded);
    return signed;
  }

  @Override
  public Map<String, String> prefill(Situation at) {
    Inspection inspection = inspections.get(at.subject().key());
    Map<String, String> prefill = new LinkedHashMap<>();
    Instant ended = inspection.endedAt();
    LocalDateTime until =
        LocalDateTime.ofInstant(ended == null ? at.at() : ended, clock.getZone())
            .truncatedTo(ChronoUnit.MINUTES);
    prefill.put("endedAt", until.toString());
    PersonId representative = inspection.representative();
    if (representative != null) {
      prefill.put("representative", representative.value());
    }
    return prefill;
  }

  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    Inspection inspection = inspections.get(at.subject().key());
    Map<String, String> ofUnit = new LinkedHashMap<>();
    for (Person person : people.ofUnit(inspection.unitId())) {
      ofUnit.put(person.id().value(), person.name());
    }
    return Map.of("representative", ofUnit);
  }

  /** As it would stand once this form is signed, by whoever signs it. */
  private Inspection recorded(Situation at, Form form) {
    Inspection draft = inspections.get(at.subject().key());
    String representative = form.representative();
    return new Inspection(
        draft.no(),
        draft.unitId(),
        draft.areaCode(),
        draft.act(),
        draft.mode(),
        draft.source(),
        draft.startedAt(),
        endedAt(form),
        draft.place(),
        draft.campaign(),
        at.signer(),
        draft.secondInspector(),
        representative == null ? null : new PersonId(representative),
        draft.certificatesShown(),
        draft.avoidanceTold());
  }

  private @Nullable Instant endedAt(Form form) {
    LocalDateTime ended = form.endedAt();
    return ended == null ? null : ended.atZone(clock.getZone()).toInstant();
  }
}
