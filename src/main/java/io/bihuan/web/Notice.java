package io.bihuan.web;

/** One message above the page: what has just happened, or what is amiss. */
public record Notice(String rung, String words) {

  public static Notice done(String words) {
    return new Notice("calm", words);
  }

  public static Notice amiss(String words) {
    return new Notice("red", words);
  }
}
