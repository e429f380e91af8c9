package io.bihuan.signing;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signer gets back.
 *
 * @param seq 第 n 号 in the ledger of the subject
 * @param leafHash the hash that the next act of the subject will name
 * @param alsoSigned other hazards signed with the same entry of the password
 * @param nowAt the act it waits for now; null once it is over
 * @param waitingFor names of those it waits for
 */
public record Receipt(
    // Answers that were kept under a key by 0.1.0 call it so.
    @JsonAlias("hazard") String subject,
    String act,
    int round,
    String decision,
    int seq,
    String leafHash,
    Instant signedAt,
    List<String> alsoSigned,
    @Nullable String nowAt,
    List<String> waitingFor) {}
