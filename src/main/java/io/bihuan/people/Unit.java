package io.bihuan.people;

/** 生产经营单位. */
public record Unit(String id, String name, String areaCode, String industry) {}
