package io.glassmq.interop;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Something that is slow to start and that all test classes of a run share: made at the first need,
 * closed after the last test of the run.
 *
 * @param <T> what is shared
 */
final class Shared<T extends AutoCloseable> implements BeforeAllCallback, Supplier<T> {
  private final Object key;
  private final Class<T> type;
  private final Maker<T> maker;
  private T value;

  Shared(Object key, Class<T> type, Maker<T> maker) {
    this.key = key;
    this.type = type;
    this.maker = maker;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    var store = context.getRoot().getStore(Namespace.create(Shared.class));
    value = store.computeIfAbsent(key, unused -> make(), type);
  }

  @Override
  public T get() {
    return value;
  }

  private T make() {
    try {
      return maker.make();
    } catch (Exception e) {
      throw new IllegalStateException("could not start " + key, e);
    }
  }

  /** Starts the thing. */
  interface Maker<T> {
    T make() throws Exception;
  }
}
