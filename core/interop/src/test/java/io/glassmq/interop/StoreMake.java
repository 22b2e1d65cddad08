package io.glassmq.interop;

import io.glassmq.interop.driver.StoreDriver;
import java.nio.file.Path;
import java.util.HashMap;

/** Whose store. */
enum StoreMake {
  OFFICIAL,
  GLASSMQ;

  private static final class Official {
    static final OfficialStores STORES =
        new OfficialStores(Path.of("target", "official-logs").toAbsolutePath());
  }

  StoreMake other() {
    return this == OFFICIAL ? GLASSMQ : OFFICIAL;
  }

  /** Opens the folder with the sizes of {@link StoreContent#SMALL_FILES}. */
  StoreDriver open(Path root) throws Exception {
    var settings = new HashMap<>(StoreContent.SMALL_FILES);
    settings.put("haListenPort", Integer.toString(FreePorts.any()));
    StoreDriver store = this == OFFICIAL ? Official.STORES.store() : new GlassStoreDriver();
    store.open(root, settings);
    return store;
  }
}
