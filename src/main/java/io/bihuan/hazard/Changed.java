package io.bihuan.hazard;

/**
 * Something about a subject is not as it was: where it stands, until when, or who is asked. Told
 * inside the transaction that changes it, so that whoever watches it is never of another opinion.
 */
public record Changed(String subject) {}
