package io.bihuan.people;

/** 属地, by administrative code; a town's code begins with its county's. */
public record Area(String code, String name) {}
