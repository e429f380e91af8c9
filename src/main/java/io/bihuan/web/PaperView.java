package io.bihuan.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 纸面: what will be signed, word for word. {@code emphasis} lists words of the paragraphs to
 * underline; it changes how the paper looks and never what it says. {@code seals} is how many
 * signatures it waits for.
 */
public record PaperView(
    String title,
    List<String> paragraphs,
    List<String> emphasis,
    List<String> foot,
    String digest,
    int seals) {

  /** A run of text, underlined or not. */
  public record Run(String text, boolean strong) {}

  public List<List<Run>> lines() {
    return paragraphs.stream().map(this::runs).toList();
  }

  private List<Run> runs(String paragraph) {
    List<String> words = emphasis.stream().filter(word -> !word.isBlank()).toList();
    if (words.isEmpty()) {
      return List.of(new Run(paragraph, false));
    }
    Matcher matcher =
        Pattern.compile(String.join("|", words.stream().map(Pattern::quote).toList()))
            .matcher(paragraph);
    List<Run> runs = new ArrayList<>();
    int from = 0;
    while (matcher.find()) {
      if (matcher.start() > from) {
        runs.add(new Run(paragraph.substring(from, matcher.start()), false));
      }
      runs.add(new Run(matcher.group(), true));
      from = matcher.end();
    }
    if (from < paragraph.length()) {
      runs.add(new Run(paragraph.substring(from), false));
    }
    return runs;
  }

  /** The first sixteen digits in fours: enough to compare by eye. */
  public String shortDigest() {
    return digest.substring(0, Math.min(16, digest.length())).replaceAll("(.{4})(?=.)", "$1 ");
  }
}
