package io.bihuan.people;

/** 账号: a way to sign in. It signs nothing; its person does. */
public record Account(
    String username,
    PersonId personId,
    String passwordHash,
    boolean enabled,
    boolean administrator,
    boolean initial) {}
