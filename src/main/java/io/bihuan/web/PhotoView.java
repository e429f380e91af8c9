package io.bihuan.web;

import java.time.LocalDateTime;

/** A photo by the id under which {@code /evidence/{id}} serves it. */
public record PhotoView(String id, LocalDateTime takenAt, String takenBy) {}
