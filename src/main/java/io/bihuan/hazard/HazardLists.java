package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 查询 and 待办, page by page. A page costs the same whatever stands on it and however far down it
 * lies: lists go on from the last line seen, and what a page needs is asked once for all its lines.
 */
@Service
@Transactional(readOnly = true)
public class HazardLists {
  private final HazardListMapper mapper;
  private final Clock clock;

  HazardLists(HazardListMapper mapper, Clock clock) {
    this.mapper = mapper;
    this.clock = clock;
  }

  /**
   * Some lines of a list.
   *
   * @param more whether there are further ones in the direction that was asked for
   */
  public record Page<T>(List<T> lines, boolean more) {
    private static <T> Page<T> of(List<T> oneMore, int size) {
      return oneMore.size() > size
          ? new Page<>(oneMore.subList(0, size), true)
          : new Page<>(oneMore, false);
    }

    public boolean isEmpty() {
      return lines.isEmpty();
    }

    public T last() {
      return lines.get(lines.size() - 1);
    }
  }

  /** What this person may see of what is asked for, newest number first. */
  public Page<Hazard> hazards(
      PersonId person, HazardFilter filter, @Nullable HazardNo before, int size) {
    return Page.of(seen(person, filter, before, null, size + 1), size);
  }

  /** The page that ends where another began; its lines too stand newest first. */
  public Page<Hazard> newer(PersonId person, HazardFilter filter, HazardNo after, int size) {
    Page<Hazard> upwards = Page.of(seen(person, filter, null, after, size + 1), size);
    List<Hazard> lines = new ArrayList<>(upwards.lines());
    Collections.reverse(lines);
    return new Page<>(lines, upwards.more());
  }

  private List<Hazard> seen(
      PersonId person,
      HazardFilter filter,
      @Nullable HazardNo before,
      @Nullable HazardNo after,
      int size) {
    return mapper.seen(
        person,
        LocalDate.now(clock),
        filter,
        like(filter.q()),
        like(filter.unit()),
        before,
        after,
        size);
  }

  public long count(PersonId person, HazardFilter filter) {
    return mapper.count(
        person, LocalDate.now(clock), filter, like(filter.q()), like(filter.unit()));
  }

  /** 待办 of one person, nearest deadline first; what has no deadline yet comes last. */
  public Page<WaitingAct> waiting(PersonId person, WaitingAct.@Nullable Place after, int size) {
    return Page.of(mapper.waiting(person, after, size + 1), size);
  }

  /**
   * @param dueSoonDays how many days before its deadline a hazard counts as due soon
   */
  public WaitingCount countWaiting(PersonId person, int dueSoonDays) {
    LocalDate today = LocalDate.now(clock);
    return mapper.countWaiting(person, today, today.plusDays(dueSoonDays));
  }

  /** The subjects of these keys, by key. */
  public Map<String, Subject> subjects(Collection<String> keys) {
    Set<HazardNo> hazards = new HashSet<>();
    Set<String> matters = new HashSet<>();
    keys.forEach(key -> HazardNo.parse(key).ifPresentOrElse(hazards::add, () -> matters.add(key)));
    Map<String, Subject> found = new HashMap<>();
    if (!hazards.isEmpty()) {
      mapper.hazards(hazards).forEach(hazard -> found.put(hazard.key(), hazard));
    }
    if (!matters.isEmpty()) {
      mapper.matters(matters).forEach(matter -> found.put(matter.key(), matter));
    }
    return found;
  }

  /** 四定 of these hazards as they stand; those that have none are missing. */
  public Map<HazardNo, FourDeterminations> determinations(Collection<HazardNo> nos) {
    Map<HazardNo, FourDeterminations> found = new HashMap<>();
    if (!nos.isEmpty()) {
      mapper.determinations(nos).forEach(four -> found.put(four.hazardNo(), four));
    }
    return found;
  }

  /** Which of these this person may see today. */
  public Set<String> visible(PersonId person, Collection<String> keys) {
    return keys.isEmpty()
        ? Set.of()
        : new HashSet<>(mapper.visible(person, LocalDate.now(clock), keys));
  }

  private static @Nullable String like(@Nullable String words) {
    return words == null
        ? null
        : "%" + words.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
  }
}
