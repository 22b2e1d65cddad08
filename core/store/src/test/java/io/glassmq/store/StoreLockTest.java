package io.glassmq.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLockTest {
  @TempDir Path root;

  @Test
  void shouldRefuseASecondOwnerUntilTheFirstLetsGo() throws Exception {
    StoreLock first = StoreLock.take(root);
    assertThatThrownBy(() -> StoreLock.take(root))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(root + " is in use by another broker");

    first.close();
    StoreLock.take(root).close();
    assertThat(root.resolve("lock")).hasContent("lock");
  }

  @Test
  void shouldLeaveNoChannelOpenWhenItIsRefused() throws Exception {
    var channel = FileChannel.open(root.resolve("lock"), CREATE, WRITE);
    StoreLock first = StoreLock.take(root);

    assertThatThrownBy(() -> StoreLock.take(channel, root)).isInstanceOf(StoreException.class);
    assertThat(channel.isOpen()).isFalse();
    first.close();
  }

  @Test
  void shouldLeaveNoChannelOpenWhenTheFileCannotBeWritten() throws Exception {
    Files.createFile(root.resolve("lock"));
    var readOnly = FileChannel.open(root.resolve("lock"), READ);

    assertThatThrownBy(() -> StoreLock.take(readOnly, root))
        .isInstanceOf(NonWritableChannelException.class);
    assertThat(readOnly.isOpen()).isFalse();
  }
}
