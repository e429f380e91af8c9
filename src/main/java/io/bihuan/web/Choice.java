package io.bihuan.web;

/** One line of a list to choose from. */
public record Choice(String value, String label) {}
