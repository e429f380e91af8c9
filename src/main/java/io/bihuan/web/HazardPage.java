package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一患一档: facts, 四定, photos, the trail of signed acts and where the hazard stands.
 *
 * @param waitsFor the persons whose signature is awaited
 * @param mine the act that waits for the viewer, or null
 * @param missing the fields a draft still lacks, by field name
 * @param proposal what the imported row said, word for word
 * @param voided why it is void; null if it is not
 * @param delivery 送达回证
 */
public record HazardPage(
    HazardHead hazard,
    LoopTrack track,
    DiagramView diagram,
    List<String> waitsFor,
    @Nullable Act mine,
    @Nullable LocalDate foundOn,
    @Nullable String finders,
    @Nullable String basis,
    @Nullable String orderNo,
    @Nullable FourView four,
    EvidenceView evidence,
    List<String> missing,
    List<Fact> proposal,
    List<TrailRound> trail,
    @Nullable Voided voided,
    List<Fact> delivery,
    HazardMore more) {

  /** 已作废: why, and the two who signed it. */
  public record Voided(
      String cause,
      @Nullable String duplicateOf,
      String reason,
      String matterNo,
      List<TrailAct> acts) {}

  public int signatures() {
    return trail.stream()
        .flatMap(r -> r.acts().stream())
        .filter(a -> !a.isDeclined())
        .mapToInt(a -> a.signers().size())
        .sum();
  }

  /** The acts of one round, newest first. */
  public record TrailRound(int number, @Nullable LocalDate deadline, List<TrailAct> acts) {}

  /**
   * One signed act, or several persons' signatures under the same one. {@code numbers} and {@code
   * hashes} run with {@code signers}.
   */
  public record TrailAct(
      Act act,
      Decision decision,
      Kind kind,
      List<Signer> signers,
      @Nullable String words,
      LocalDateTime signedAt) {

    /** How a line of the trail counts. */
    public enum Kind {
      SIGNED,
      /** 内容已变更，需重签: what was signed has been registered or determined anew since. */
      STALE,
      /** 拒绝签字: stands where the signature would be. */
      DECLINED
    }

    public TrailAct(
        Act act,
        Decision decision,
        List<Signer> signers,
        @Nullable String words,
        LocalDateTime signedAt) {
      this(act, decision, Kind.SIGNED, signers, words, signedAt);
    }

    public boolean isStale() {
      return kind == Kind.STALE;
    }

    public boolean isDeclined() {
      return kind == Kind.DECLINED;
    }

    /** The key of its title. */
    public String title() {
      return isDeclined()
          ? "trail.declined." + act.id()
          : "trail.%s.%s".formatted(act.id(), decision);
    }
  }

  /** Who signed, as what, under which number of the hazard's chain. */
  public record Signer(String name, String post, long number, String hash) {

    /** The first eight digits in fours. */
    public String shortHash() {
      return hash.substring(0, Math.min(8, hash.length())).replaceAll("(.{4})(?=.)", "$1 ");
    }
  }
}
