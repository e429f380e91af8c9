package io.bihuan.web;

import java.util.List;

/** 上报: four fields and a photo. {@code units} are the names one may choose from. */
public record ReportPage(Filled form, List<String> units, List<Choice> categories) {}
