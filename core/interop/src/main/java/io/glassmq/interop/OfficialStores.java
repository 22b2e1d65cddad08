package io.glassmq.interop;

import io.glassmq.interop.driver.StoreDriver;
import java.nio.file.Path;

/** Makes official 5.5.0 stores, all in one class loader of their own. */
public final class OfficialStores implements AutoCloseable {
  private final OfficialLoader loader;

  /**
   * @param logs where the stores keep their log files
   */
  public OfficialStores(Path logs) {
    System.setProperty("user.home", logs.toString());
    this.loader = new OfficialLoader(OfficialJars.v5());
  }

  /** A store that is not open yet. */
  public StoreDriver store() throws ReflectiveOperationException {
    return loader.create("RocketStoreDriver", StoreDriver.class);
  }

  /** Call it only after the stores are closed. */
  @Override
  public void close() {
    loader.close();
  }
}
