package io.bihuan.people;

/** 监管部门. {@code documentPrefix} opens the numbers of its documents, as in 青应急责改. */
public record Department(String id, String name, String areaCode, String documentPrefix) {}
