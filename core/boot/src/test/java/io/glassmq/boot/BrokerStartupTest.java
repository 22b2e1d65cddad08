package io.glassmq.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerStartupTest {
  @TempDir Path folder;

  @Test
  void shouldLetGoOfTheStoreWhenThePortIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Settings settings =
          Settings.load(null, Settings.BROKER)
              .set("storePathRootDir", folder)
              .set("listenPort", taken.getLocalPort());

      assertThatThrownBy(() -> BrokerStartup.start(settings))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
    }

    assertThat(folder.resolve("lock")).exists();
    assertThat(folder.resolve("abort")).doesNotExist();
  }
}
