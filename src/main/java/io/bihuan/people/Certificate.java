package io.bihuan.people;

import java.time.LocalDate;

/** 检查证件, valid from one day to another inclusive. */
public record Certificate(
    String no, PersonId personId, String kind, LocalDate validFrom, LocalDate validTo) {}
