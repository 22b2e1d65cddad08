package io.glassmq.common.sysflag;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.constant.PermName;
import org.junit.jupiter.api.Test;

class FlagsTest {

  @Test
  void shouldSeeOnlyTheTransactionBits() {
    int other = MessageSysFlag.COMPRESSED_FLAG | MessageSysFlag.COMPRESSION_ZSTD_TYPE;
    int prepared = other | MessageSysFlag.TRANSACTION_PREPARED_TYPE;
    int committed = other | MessageSysFlag.TRANSACTION_COMMIT_TYPE;

    assertThat(MessageSysFlag.transactionValue(other)).isZero();
    assertThat(MessageSysFlag.transactionValue(prepared)).isEqualTo(4);
    assertThat(MessageSysFlag.transactionValue(committed)).isEqualTo(8);
  }

  @Test
  void shouldSayHowLongTheHostsAre() {
    assertThat(MessageSysFlag.bornHostLength(0)).isEqualTo(8);
    assertThat(MessageSysFlag.bornHostLength(16)).isEqualTo(20);
    assertThat(MessageSysFlag.storeHostLength(16)).isEqualTo(8);
    assertThat(MessageSysFlag.storeHostLength(32)).isEqualTo(20);
  }

  @Test
  void shouldTakeAWishOutOfAPull() {
    int wishes = PullSysFlag.COMMIT_OFFSET | PullSysFlag.SUSPEND | PullSysFlag.SUBSCRIPTION;

    int left = PullSysFlag.clear(wishes, PullSysFlag.COMMIT_OFFSET);

    assertThat(left).isEqualTo(6);
    assertThat(PullSysFlag.has(left, PullSysFlag.COMMIT_OFFSET)).isFalse();
    assertThat(PullSysFlag.has(left, PullSysFlag.SUSPEND)).isTrue();
  }

  @Test
  void shouldTellPermissionsApart() {
    assertThat(PermName.isWriteable(4)).isFalse();
    assertThat(PermName.isReadable(4)).isTrue();
    assertThat(PermName.isInherited(7)).isTrue();
  }
}
