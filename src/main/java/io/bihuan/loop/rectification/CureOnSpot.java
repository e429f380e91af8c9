package io.bihuan.loop.rectification;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Holders;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 即查即改: cured on the spot, before the eyes of two inspectors and of the unit's representative. The
 * lead inspector says what was done and shows it; the others sign the same words.
 */
@Component
class CureOnSpot implements LoopAct<CureOnSpot.Form> {
  private static final int LONGEST_ACCOUNT = 4000;
  private static final int LONGEST_OPINION = 1000;
  private static final int SHORTENED = 16;

  /**
   * @param account 整改情况, of the lead inspector alone
   * @param opinion whoever objects says why
   */
  record Form(@Nullable Decision decision, @Nullable String account, @Nullable String opinion)
      implements Decided {}

  private final OnSpotMapper mapper;
  private final Holders holders;
  private final People people;
  private final Ledger ledger;

  CureOnSpot(OnSpotMapper mapper, Holders holders, People people, Ledger ledger) {
    this.mapper = mapper;
    this.holders = holders;
    this.people = people;
    this.ledger = ledger;
  }

  @Override
  public Act act() {
    return Act.CURE_ON_SPOT;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public Optional<Photo.Kind> photos() {
    return Optional.of(Photo.Kind.AFTER);
  }

  @Override
  public int photosWanted(Situation at, Form form) {
    return isLead(at) && form.decision() == Decision.AGREED ? 1 : 0;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    if (form.decision() == Decision.RETURNED) {
      refusals.text("opinion", form.opinion(), LONGEST_OPINION);
    } else {
      refusals.fits("opinion", form.opinion(), LONGEST_OPINION);
    }
    if (isLead(at)) {
      if (form.decision() == Decision.AGREED) {
        refusals.text("account", form.account(), LONGEST_ACCOUNT);
      } else {
        refusals.fits("account", form.account(), LONGEST_ACCOUNT);
      }
    } else {
      refusals
          .addIf(leads(at).isEmpty(), "", "refused.onSpot.leadFirst")
          .addIf(form.account() != null, "account", "refused.onSpot.account")
          .addIf(!at.photos().isEmpty(), "evidence", "refused.onSpot.account");
    }
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    String account =
        isLead(at) ? form.account() : leads(at).map(OnSpotMapper.Signed::account).orElse(null);
    if (account != null) {
      List<String> hashes = isLead(at) ? hashes(at.photos()) : hashesOfLead(at);
      says.add(
          Words.of(
              "says.cureOnSpot.account",
              account,
              String.valueOf(hashes.size()),
              String.join("、", hashes.stream().map(CureOnSpot::shortened).toList())));
    }
    List<String> names =
        holders.of(hazard, act()).stream().map(person -> people.get(person).name()).toList();
    says.add(
        form.decision() == Decision.RETURNED
            ? Words.of("says.cureOnSpot.returned")
            : Words.of("says.cureOnSpot.agreed", names.get(0), names.get(1), names.get(2)));
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    Decision decision = form.decision();
    if (decision == null) {
      throw new IllegalStateException("A decision that decides nothing.");
    }
    mapper.insert(
        at.hazard().no(),
        at.seq(),
        at.hazard().step(),
        at.signer(),
        decision,
        form.account(),
        form.opinion());
    return Map.of();
  }

  /** The page asks the lead inspector for more than the others. */
  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    return isLead(at) ? Map.of("lead", Map.of("true", "")) : Map.of();
  }

  private boolean isLead(Situation at) {
    return at.signer().equals(lead(at));
  }

  private PersonId lead(Situation at) {
    return holders.of(at.hazard(), act()).get(0);
  }

  private Optional<OnSpotMapper.Signed> leads(Situation at) {
    PersonId lead = lead(at);
    return mapper.of(at.hazard().no(), at.hazard().step()).stream()
        .filter(signed -> signed.signedBy().equals(lead))
        .findFirst();
  }

  private static List<String> hashes(List<Photo> photos) {
    return photos.stream().map(Photo::sha256).sorted().toList();
  }

  /** As the lead inspector signed them. */
  private List<String> hashesOfLead(Situation at) {
    Hazard hazard = at.hazard();
    String lead = lead(at).value();
    return ledger.of(hazard.key()).stream()
        .filter(signed -> signed.step() == hazard.step() && signed.signerId().equals(lead))
        .map(signed -> CanonicalJson.read(signed.payload()).get("evidence"))
        .filter(List.class::isInstance)
        .flatMap(evidence -> ((List<?>) evidence).stream())
        .map(photo -> String.valueOf(((Map<?, ?>) photo).get("sha256")))
        .sorted()
        .toList();
  }

  private static String shortened(String hash) {
    return hash.substring(0, SHORTENED);
  }
}
