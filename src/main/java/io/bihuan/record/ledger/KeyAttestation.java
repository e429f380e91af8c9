package io.bihuan.record.ledger;

import java.time.Instant;

/**
 * 当面核实: one person signed that a key made in place of a revoked one is its owner's. Written once,
 * as {@link SignedAct} is; the keys of a person make a chain.
 *
 * @param personId whose key
 * @param seq place in the chain of the person, from 1
 * @param attestedKeyId the new key
 * @param payload the canonical JSON that was signed, character by character
 * @param prevHash leaf hash of the attestation before, 64 zeros for the first
 */
public record KeyAttestation(
    String personId,
    int seq,
    String replacementId,
    String attestedKeyId,
    String signerId,
    String keyId,
    String alg,
    String payload,
    String signature,
    String prevHash,
    String leafHash,
    Instant signedAt) {}
