package io.bihuan;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.opentest4j.AssertionFailedError;

/** Several people doing something at the same moment. */
public final class Together {
  private static final int PATIENCE_SECONDS = 60;

  private Together() {}

  /** What one of them does, told by his number from 0. */
  @FunctionalInterface
  public interface Doing {
    void run(int who) throws Exception;
  }

  /** All start at once; fails as the first of them failed. */
  public static void run(int people, Doing doing) {
    for (Throwable failure :
        call(
            people,
            who -> {
              try {
                doing.run(who);
                return null;
              } catch (Exception | AssertionError e) {
                return e;
              }
            })) {
      if (failure != null) {
        throw new AssertionFailedError("One of them failed", failure);
      }
    }
  }

  /** All start at once; what each of them got, in their order. */
  public static <T> List<T> call(int people, IntFunction<T> asking) {
    ExecutorService threads = Executors.newFixedThreadPool(people);
    CyclicBarrier start = new CyclicBarrier(people);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < people; i++) {
        int who = i;
        futures.add(
            threads.submit(
                () -> {
                  start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                  return asking.apply(who);
                }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> future : futures) {
        answers.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return answers;
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionFailedError("One of them failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionFailedError("Interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
