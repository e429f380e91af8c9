package io.bihuan.web;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSessionFactory;

/** Counts what the mappers ask the database. */
@Intercepts(
    @Signature(
        type = Executor.class,
        method = "query",
        args = {MappedStatement.class, Object.class, RowBounds.class, ResultHandler.class}))
public final class CountingStatements implements Interceptor {
  private static final CountingStatements ONE = new CountingStatements();

  private final AtomicInteger asked = new AtomicInteger();

  static CountingStatements in(SqlSessionFactory sessions) {
    if (!sessions.getConfiguration().getInterceptors().contains(ONE)) {
      sessions.getConfiguration().addInterceptor(ONE);
    }
    return ONE;
  }

  void start() {
    asked.set(0);
  }

  int stop() {
    return asked.get();
  }

  @Override
  public Object intercept(Invocation invocation) throws Throwable {
    asked.incrementAndGet();
    return invocation.proceed();
  }
}
