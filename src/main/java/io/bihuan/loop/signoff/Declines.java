package io.bihuan.loop.signoff;

import io.bihuan.hazard.Act;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.Words;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Every signature that the unit would not give, and what stands in its place. */
@Service
@Transactional
public class Declines {
  private final DeclineMapper mapper;
  private final Ledger ledger;

  Declines(DeclineMapper mapper, Ledger ledger) {
    this.mapper = mapper;
    this.ledger = ledger;
  }

  /** Of a hazard or an inspection, in the order of its steps. */
  public List<Decline> of(String subject) {
    return mapper.of(subject);
  }

  public List<Decline.Witness> witnesses(Decline decline) {
    return mapper.witnesses(decline.matterNo());
  }

  /** The witnesses in one line, each with his post. */
  public String witnessed(Decline decline) {
    return String.join("、", witnesses(decline).stream().map(Declines::said).toList());
  }

  static String said(Decline.Witness witness) {
    return "%s（%s）".formatted(witness.name(), witness.post());
  }

  /** What stands where this signature would be; empty if it was given since, or never refused. */
  public Optional<Decline> insteadOf(String subject, Act act) {
    int signed =
        ledger.of(subject).stream()
            .filter(one -> one.act().equals(act.name()))
            .mapToInt(SignedAct::step)
            .max()
            .orElse(0);
    return of(subject).stream()
        .filter(decline -> decline.act() == act && decline.step() > signed)
        .reduce((earlier, later) -> later);
  }

  /** 「拒绝签字」, as a paper prints it where the signature of the unit would be. */
  List<Words> printed(String subject, Act act) {
    return insteadOf(subject, act)
        .map(
            decline ->
                Words.of(
                    "says.declined",
                    decline.refusedBy(),
                    decline.refusedPost(),
                    decline.matterNo(),
                    witnessed(decline)))
        .map(List::of)
        .orElse(List.of());
  }

  Decline byMatter(String matterNo) {
    return mapper.byMatter(matterNo).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("%s records nothing.".formatted(matterNo)));
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void add(Decline decline, List<Decline.Witness> witnesses) {
    mapper.insert(decline);
    for (int place = 0; place < witnesses.size(); place++) {
      mapper.insertWitness(decline.matterNo(), place, witnesses.get(place));
    }
  }
}
