package io.bihuan.record.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

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
  private final DataSource dataSource;
  private final Clock clock;

  Ledger(LedgerMapper mapper, DataSource dataSource, Clock clock) {
    this.mapper = mapper;
    this.dataSource = dataSource;
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

  /** Part of the transaction that lets the attested key sign: both or neither. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(KeyAttestation attestation) {
    mapper.insertAttestation(attestation);
  }

  /** Who attested the keys of a person, oldest first. */
  public List<KeyAttestation> attestations(String personId) {
    return mapper.attestations(personId);
  }

  /**
   * Keeps an attempt to pass unsigned. The transaction of the attempt is rolled back, so it is
   * written right after that, on the same connection: were it to ask for another one meanwhile, as
   * many attempts at once as there are connections would wait for each other.
   */
  @Transactional(propagation = Propagation.SUPPORTS)
  public void refused(
      @Nullable String subject,
      @Nullable String taskId,
      String path,
      @Nullable String person,
      String reason) {
    LOG.warn("Refused {} on {} (task {}): {}", path, subject, taskId, reason);
    Instant at = clock.instant();
    Runnable keep =
        () ->
            mapper.insertRefused(
                at,
                subject == null ? null : cut(subject, LONGEST_KEY),
                taskId,
                path,
                person,
                cut(reason, LONGEST_REASON));
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      TransactionSynchronizationManager.registerSynchronization(new AfterTheAttempt(keep));
    } else {
      keep.run();
    }
  }

  /** By then the connection is clean and still that of the thread; nobody else commits on it. */
  private final class AfterTheAttempt implements TransactionSynchronization {
    private final Runnable keep;

    AfterTheAttempt(Runnable keep) {
      this.keep = keep;
    }

    @Override
    public void afterCompletion(int status) {
      keep.run();
      Connection connection = DataSourceUtils.getConnection(dataSource);
      try {
        connection.commit();
      } catch (SQLException e) {
        throw new IllegalStateException("A refused attempt was not kept.", e);
      } finally {
        DataSourceUtils.releaseConnection(connection, dataSource);
      }
    }
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
