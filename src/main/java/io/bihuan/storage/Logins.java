package io.bihuan.storage;

/** The user who migrates and the user who works. */
record Logins(Login owner, Login app) {}
