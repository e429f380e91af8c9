package io.bihuan;

import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.session.ResultHandler;

/** How often the database is asked, by whatever thread: one request at a time, please. */
@Intercepts({
  @Signature(
      type = StatementHandler.class,
      method = "query",
      args = {Statement.class, ResultHandler.class}),
  @Signature(type = StatementHandler.class, method = "update", args = Statement.class)
})
public final class Statements implements Interceptor {
  private final AtomicInteger count = new AtomicInteger();

  @Override
  public Object intercept(Invocation invocation) throws Throwable {
    count.incrementAndGet();
    return invocation.proceed();
  }

  public int during(Runnable asking) {
    int before = count.get();
    asking.run();
    return count.get() - before;
  }
}
