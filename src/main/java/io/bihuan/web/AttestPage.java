package io.bihuan.web;

import org.jspecify.annotations.Nullable;

/**
 * 当面核实: what the superior attests of a new signing key.
 *
 * @param key as its owner's own page shows it, to be compared
 * @param problem why the last attempt was refused
 */
public record AttestPage(
    String id,
    String owner,
    String organisation,
    String key,
    PaperView paper,
    String signer,
    @Nullable String problem) {}
