package io.bihuan.workflow;

import io.bihuan.record.ledger.Ledger;
import io.bihuan.signing.Unsigned;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

/**
 * Keeps what the gate refused: the command, and each subject it was about, as far as the command
 * carries one. A command says that in fields of many names and depths, so every text in it is asked
 * whether it is the id of a task, a token or a subject.
 */
@Component
class RefusedCommands {
  private static final int MOST_THINGS = 200;
  private static final int MOST_TEXTS = 64;
  private static final int LONGEST_ID = 255;
  private static final int LONGEST_NAME = 90;

  private final TokenMapper tokens;
  private final Ledger ledger;

  RefusedCommands(TokenMapper tokens, Ledger ledger) {
    this.tokens = tokens;
    this.ledger = ledger;
  }

  RuntimeException refuse(Command<?> command, String objection) {
    String name = command.getClass().getName();
    String path = "engine:" + nameOf(name);
    String why = "%s: %s".formatted(objection, name);
    Set<Token> concerned = concernedBy(command);
    if (concerned.isEmpty()) {
      ledger.refused(null, null, path, null, why);
    }
    for (Token token : concerned) {
      ledger.refused(token.subject(), token.taskId(), path, null, why);
    }
    return new Unsigned(why);
  }

  /** In a transaction that has failed already nothing can be asked; the attempt is kept anyway. */
  private Set<Token> concernedBy(Command<?> command) {
    Set<String> texts = textsIn(command);
    if (texts.isEmpty()) {
      return Set.of();
    }
    Set<Token> found;
    try {
      found = new LinkedHashSet<>(tokens.known(texts));
    } catch (DataAccessException e) {
      return Set.of();
    }
    // Where a command names a task, a line of its subject alone says nothing more.
    found.removeIf(
        token ->
            token.taskId() == null
                && found.stream()
                    .anyMatch(
                        other ->
                            other.taskId() != null && other.subject().equals(token.subject())));
    return found;
  }

  private static Set<String> textsIn(Command<?> command) {
    Set<String> texts = new LinkedHashSet<>();
    Deque<Object> toLookAt = new ArrayDeque<>(List.of(command));
    for (int seen = 0; seen < MOST_THINGS && !toLookAt.isEmpty(); seen++) {
      Object thing = toLookAt.removeFirst();
      if (thing instanceof String text) {
        if (texts.size() < MOST_TEXTS && text.length() <= LONGEST_ID) {
          texts.add(text);
        }
      } else if (thing instanceof Collection<?> several) {
        several.stream().limit(MOST_THINGS).filter(Objects::nonNull).forEach(toLookAt::add);
      } else if (thing instanceof Map<?, ?> named) {
        named.values().stream().limit(MOST_THINGS).filter(Objects::nonNull).forEach(toLookAt::add);
      } else if (thing instanceof Object[] several) {
        Arrays.stream(several).limit(MOST_THINGS).filter(Objects::nonNull).forEach(toLookAt::add);
      } else if (thing == command || isOfTheEngine(thing)) {
        ReflectionUtils.doWithFields(
            thing.getClass(), field -> toLookAt.addAll(valueOf(field, thing)));
      }
    }
    return texts;
  }

  private static boolean isOfTheEngine(Object thing) {
    return thing.getClass().getName().startsWith("org.camunda.bpm.engine.impl.")
        && !(thing instanceof CommandExecutor)
        && !(thing instanceof CommandContext);
  }

  private static List<Object> valueOf(Field field, Object owner) throws IllegalAccessException {
    if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
      return List.of();
    }
    Object value = field.trySetAccessible() ? field.get(owner) : null;
    return value == null ? List.of() : List.of(value);
  }

  private static String nameOf(String className) {
    String name = className.substring(className.lastIndexOf('.') + 1);
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
