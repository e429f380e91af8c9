package io.bihuan.web;

/** A label and what stands beside it, as in a 台账 row that was imported. */
public record Fact(String label, String words) {}
