package io.glassmq.bench.micro;

import io.glassmq.interop.GlassStoreDriver;
import io.glassmq.interop.OfficialStores;
import io.glassmq.interop.driver.StoreDriver;
import java.nio.file.Path;

/** Whose store. */
public enum StoreSide {
  OFFICIAL,
  GLASSMQ;

  StoreDriver driver(Path logs) throws ReflectiveOperationException {
    return this == OFFICIAL ? new OfficialStores(logs).store() : new GlassStoreDriver();
  }
}
