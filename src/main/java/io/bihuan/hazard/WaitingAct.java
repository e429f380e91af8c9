package io.bihuan.hazard;

import io.bihuan.refusal.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of 待办.
 *
 * @param due the day by which the list puts it in order; for a person to read, ask the hazard
 */
public record WaitingAct(
    String taskId, String subject, Act act, int round, Instant openedAt, LocalDate due) {

  public Place place() {
    return new Place(due, openedAt, taskId);
  }

  /** Where in the list a page ended. It stays a place when the act that stood there is signed. */
  public record Place(LocalDate due, Instant openedAt, String taskId) {
    private static final Pattern FORM =
        Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)~(\\d{1,15})~([0-9A-Za-z-]{1,64})");

    public static Place of(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw Refused.because("after", "refused.format");
      }
      try {
        return new Place(
            LocalDate.parse(form.group(1)),
            Instant.ofEpochMilli(Long.parseLong(form.group(2))),
            form.group(3));
      } catch (DateTimeException noSuchDay) {
        throw Refused.because("after", "refused.format");
      }
    }

    @Override
    public String toString() {
      return due + "~" + openedAt.toEpochMilli() + "~" + taskId;
    }
  }
}
