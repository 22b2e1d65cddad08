package io.glassmq.store.logfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.common.config.ConfigException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TransientStorePoolTest {

  @Test
  void shouldLendEachBufferToOneUntilItComesBack() {
    var pool = new TransientStorePool(2, 100);
    ByteBuffer first = pool.borrow();
    ByteBuffer second = pool.borrow();
    assertThat(first).isNotSameAs(second);
    assertThat(first.capacity()).isEqualTo(100);
    assertThat(pool.borrow()).isNull();

    pool.giveBack(first);

    assertThat(pool.borrow()).isSameAs(first);
  }

  @Test
  void shouldSayWhatToDoWhenThereIsNoMemoryForTheBuffers() {
    assertThatThrownBy(
            () ->
                new TransientStorePool(
                    5,
                    1 << 30,
                    size -> {
                      throw new OutOfMemoryError("direct memory");
                    }))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("transientStorePoolSize = 5")
        .hasMessageContaining("-XX:MaxDirectMemorySize");
  }
}
