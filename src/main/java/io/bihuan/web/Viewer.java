package io.bihuan.web;

/** Who looks at the page, and which doors stand open to him; {@code waiting} is his 待办 count. */
public record Viewer(
    String name,
    String organisation,
    int waiting,
    boolean mayReport,
    boolean mayImport,
    boolean mayAdminister) {}
