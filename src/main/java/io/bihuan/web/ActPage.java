package io.bihuan.web;

import io.bihuan.hazard.Act;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One act of one subject: what it is about, what is filled in, and the paper that would be signed.
 *
 * <p>The page posts to its own {@code path} with {@code task}, {@code round}, the fields, {@code
 * photos} (new files), {@code evidence} (ids of uploaded ones) and {@code step}: {@code preview}
 * shows the paper in the dialog, {@code sign} signs it, {@code edit} goes back to the filled page.
 *
 * @param path where the page is and posts to
 * @param task id of the pending act; a stale one is refused
 * @param choices by field name
 * @param siblings other hazards of the same visit that one order may cover
 * @param proposal what the imported row said, word for word, to fill the gaps from
 * @param returned why the step after sent it back to this one
 */
public record ActPage(
    HazardHead hazard,
    String path,
    Act act,
    String task,
    int round,
    Filled form,
    @Nullable FourView four,
    EvidenceView evidence,
    Map<String, List<Choice>> choices,
    List<Sibling> siblings,
    List<Fact> proposal,
    @Nullable Returned returned,
    @Nullable PaperView paper,
    SignDialog dialog) {

  /** Another hazard of the same visit, standing at the same act before the same leader. */
  public record Sibling(
      String no, String description, String place, LocalDate deadline, boolean chosen) {}

  /** The last return: whose, and why. */
  public record Returned(Act by, String person, String reason) {}
}
