package io.bihuan.web;

/** A page that is one form and nothing else: first sign-in, set-up. */
public record FormPage(Filled form) {}
