package io.bihuan.people;

/** One natural person, however many accounts he has. */
public record PersonId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
