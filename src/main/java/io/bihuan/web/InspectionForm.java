package io.bihuan.web;

import java.util.List;

/**
 * What is said about an inspection: to open one, or anew of a draft.
 *
 * @param path where the form is posted
 * @param back where the reader came from
 * @param units the names one may choose from; empty once the unit is fixed
 */
public record InspectionForm(
    String path,
    String back,
    boolean opens,
    Filled form,
    List<String> units,
    List<Choice> modes,
    List<Choice> sources,
    List<Choice> inspectors,
    List<Choice> representatives) {}
