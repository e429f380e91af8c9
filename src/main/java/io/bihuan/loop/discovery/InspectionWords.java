package io.bihuan.loop.discovery;

import io.bihuan.people.Certificate;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Unit;
import io.bihuan.signing.Words;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * 现场检查记录 in words: every signer signs the whole of it, so that nothing can be slipped in between
 * two of them.
 */
@Component
class InspectionWords {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Inspections inspections;
  private final People people;
  private final MessageSource messages;
  private final Clock clock;

  InspectionWords(Inspections inspections, People people, MessageSource messages, Clock clock) {
    this.inspections = inspections;
    this.people = people;
    this.messages = messages;
    this.clock = clock;
  }

  List<Words> of(Inspection inspection) {
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.inspection.unit", unitOf(inspection)));
    says.add(
        Words.of(
            "says.inspection.time", minute(inspection.startedAt()), minute(inspection.endedAt())));
    says.add(Words.of("says.inspection.place", inspection.place()));
    says.add(
        Words.of(
            "says.inspection.mode",
            named("paper.mode." + inspection.mode()),
            named("paper.source." + inspection.source())));
    String campaign = inspection.campaign();
    if (campaign != null) {
      says.add(Words.of("says.inspection.campaign", campaign));
    }
    says.add(
        Words.of(
            "says.inspection.inspectors",
            nameOf(inspection.leadInspector()),
            certificatesOf(inspection.leadInspector()),
            nameOf(inspection.secondInspector()),
            certificatesOf(inspection.secondInspector())));
    says.add(
        Words.of(
            inspection.certificatesShown() ? "says.inspection.shown" : "says.inspection.notShown"));
    says.add(
        Words.of(inspection.avoidanceTold() ? "says.inspection.told" : "says.inspection.notTold"));
    says.add(
        Words.of(
            "says.inspection.representative",
            inspection.representative() == null ? "" : nameOf(inspection.representative())));
    List<Finding> findings = inspections.findings(inspection.no());
    if (findings.isEmpty()) {
      says.add(Words.of("says.inspection.none"));
    }
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      String basis = finding.basis();
      says.add(
          Words.of(
              basis == null ? "says.inspection.finding" : "says.inspection.finding.basis",
              String.valueOf(i + 1),
              finding.place(),
              finding.description(),
              named("paper.category." + finding.category()),
              String.valueOf(inspections.photos(finding).size()),
              basis == null ? "" : basis));
    }
    return says;
  }

  String unitOf(Inspection inspection) {
    return people.unit(inspection.unitId()).map(Unit::name).orElse("");
  }

  String nameOf(PersonId person) {
    return people.find(person).map(found -> found.name()).orElse("");
  }

  /** The numbers of those that are valid today. */
  private String certificatesOf(PersonId person) {
    LocalDate today = LocalDate.now(clock);
    return people.certificates(person).stream()
        .filter(one -> !today.isBefore(one.validFrom()) && !today.isAfter(one.validTo()))
        .map(Certificate::no)
        .collect(Collectors.joining(named("list.comma")));
  }

  private String minute(@Nullable Instant at) {
    return at == null ? "" : MINUTE.format(LocalDateTime.ofInstant(at, clock.getZone()));
  }

  private String named(String code) {
    return String.valueOf(messages.getMessage(code, null, "", Locale.SIMPLIFIED_CHINESE));
  }
}
