package io.bihuan;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * A database that fails once, where a test says: before or after any one write or commit of the
 * test's thread. Ours and the engine's writes alike pass through it. Not a listener of a library,
 * because what fails must be a {@link SQLException}, on a commit as well, for it takes another way
 * up than any other exception.
 */
public final class FaultyDatabase implements BeanPostProcessor {
  /** A disk that is full: nothing that another try would cure. */
  public static final String LASTING = "58030";

  /** Two transactions in each other's way: the next try may pass. */
  public static final String PASSING = "40001";

  public enum Moment {
    BEFORE,
    AFTER
  }

  /** What was executed on this thread since the watch began, and where it failed. */
  public static final class Watch implements AutoCloseable {
    private final int failing;
    private final Moment moment;
    private final String state;
    private final List<String> seen = new ArrayList<>();
    private int rows;
    private boolean failed;
    private boolean dirty;
    private boolean committed;

    private Watch(int failing, Moment moment, String state) {
      this.failing = failing;
      this.moment = moment;
      this.state = state;
    }

    /** Writes and commits, in their order. */
    public List<String> seen() {
      return List.copyOf(seen);
    }

    /** Rows that went to the database; a batch counts each of its own. */
    public int rows() {
      return rows;
    }

    public boolean hasFailed() {
      return failed;
    }

    /** The fault hit after a commit of something written: it is done, though nobody was told. */
    public boolean wasDone() {
      return committed;
    }

    private Object around(String what, int size, Call call) throws Throwable {
      int at = seen.size();
      seen.add(what);
      boolean commit = what.equals("commit");
      if (at == failing && moment == Moment.BEFORE) {
        fail(what);
      }
      Object result = call.call();
      rows += size;
      if (at == failing && moment == Moment.AFTER) {
        committed = commit && dirty;
        fail(what);
      }
      dirty = !commit;
      return result;
    }

    private void fail(String what) throws SQLException {
      failed = true;
      throw new SQLException("Injected " + moment + " " + what, state);
    }

    @Override
    public void close() {
      WATCHES.remove();
    }
  }

  private interface Call {
    Object call() throws Throwable;
  }

  private static final ThreadLocal<Watch> WATCHES = new ThreadLocal<>();

  /** From here to its close, the write or commit with this number, from 0, fails. */
  public static Watch failing(int number, Moment moment, String state) {
    Watch watch = new Watch(number, moment, state);
    WATCHES.set(watch);
    return watch;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource dataSource
        ? proxy(
            DataSource.class,
            dataSource,
            (method, arguments, call) -> {
              Object result = call.call();
              return result instanceof Connection connection ? watched(connection) : result;
            })
        : bean;
  }

  private static Connection watched(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (method, arguments, call) -> {
          Watch watch = WATCHES.get();
          if (watch != null && method.equals("commit")) {
            return watch.around("commit", 0, call);
          }
          Object result = call.call();
          if (result instanceof PreparedStatement statement) {
            return watched(PreparedStatement.class, statement, String.valueOf(arguments[0]));
          }
          return result instanceof Statement statement
              ? watched(Statement.class, statement, "")
              : result;
        });
  }

  private static <S extends Statement> S watched(Class<S> type, S statement, String sql) {
    int[] batch = new int[1];
    return proxy(
        type,
        statement,
        (method, arguments, call) -> {
          if (method.equals("addBatch")) {
            batch[0]++;
          }
          Watch watch = WATCHES.get();
          if (watch == null || !method.startsWith("execute")) {
            return call.call();
          }
          String executed =
              arguments != null && arguments.length > 0 && arguments[0] instanceof String text
                  ? text
                  : sql;
          return isWrite(executed)
              ? watch.around(shortened(executed), method.contains("Batch") ? batch[0] : 1, call)
              : call.call();
        });
  }

  private static boolean isWrite(String sql) {
    String start = sql.stripLeading().toLowerCase(Locale.ROOT);
    return start.startsWith("insert")
        || start.startsWith("update")
        || start.startsWith("delete")
        || start.startsWith("merge");
  }

  private static String shortened(String sql) {
    String[] words = sql.strip().split("\\s+");
    int table = words[0].equalsIgnoreCase("update") ? 1 : 2;
    return (words[0] + " " + words[table]).toLowerCase(Locale.ROOT);
  }

  private interface Around {
    Object around(String method, Object[] arguments, Call call) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, T target, Around around) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            around.around(
                method.getName(),
                arguments,
                () -> {
                  try {
                    return method.invoke(target, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return type.cast(
        Proxy.newProxyInstance(
            FaultyDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
