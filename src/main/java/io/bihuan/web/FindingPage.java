package io.bihuan.web;

import java.util.List;

/** One finding, as it is noted on the way. */
public record FindingPage(
    String path, String back, String unit, Filled form, List<Choice> categories) {}
