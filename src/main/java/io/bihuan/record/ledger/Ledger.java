package io.bihuan.record.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 留痕: appends signed acts, each chained to the one before it of the same subject. It only grows.
 */
@Service
@Transactional
public class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_KEY = 255;

  private final LedgerMapper mapper;
  private final Clock clock;

  Ledger(LedgerMapper mapper, Clock clock) {
    this.mapper = mapper;
    this.clock = clock;
  }

  /** Where the chain of a subject ends; the next act must name it. */
  public SignedAct.Head head(String subject) {
    return SignedAct.Head.of(mapper.head(subject));
  }

  /** Part of the transaction of the act it records: both or neither. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(SignedAct act) {
    mapper.insert(act);
  }

  public List<SignedAct> of(String subject) {
    return mapper.of(subject);
  }

  public Optional<SignedAct> byTask(String taskId) {
    return mapper.byTask(taskId);
  }

  /** Everybody who ever did this act, over all rounds. Who returned it has signed, not done it. */
  public List<String> signers(String subject, String act) {
    return mapper.signers(subject, act);
  }

  /** Whether this person signed in this one step. */
  public boolean hasSigned(String subject, int step, String signer) {
    return mapper.signedInStep(subject, step, signer) > 0;
  }

  /** What was decided so far in one step: one entry for each signer. */
  public List<String> decisions(String subject, int step) {
    return mapper.decisions(subject, step);
  }

  /** 我已办: what one person signed, newest first. */
  public List<SignedAct> signedBy(String signer, int size) {
    return mapper.signedBy(signer, size);
  }

  /**
   * Keeps an attempt to pass unsigned. In a transaction of its own, because the one of the attempt
   * is rolled back.
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void refused(
      @Nullable String subject,
      @Nullable String taskId,
      String path,
      @Nullable String person,
      String reason) {
    LOG.warn("Refused {} on {} (task {}): {}", path, subject, taskId, reason);
    mapper.insertRefused(
        clock.instant(),
        subject == null ? null : cut(subject, LONGEST_KEY),
        taskId,
        path,
        person,
        cut(reason, LONGEST_REASON));
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
