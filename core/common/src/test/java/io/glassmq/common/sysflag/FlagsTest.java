package io.glassmq.common.sysflag;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.constant.PermName;
import org.junit.jupiter.api.Test;

class FlagsTest {

  @Test
  void shouldChangeOnlyTheTransactionBits() {
    int prepared =
        MessageSysFlag.COMPRESSED_FLAG
            | MessageSysFlag.TRANSACTION_PREPARED_TYPE
            | MessageSysFlag.COMPRESSION_ZSTD_TYPE;

    int committed =
        MessageSysFlag.resetTransactionValue(prepared, MessageSysFlag.TRANSACTION_COMMIT_TYPE);

    assertThat(MessageSysFlag.transactionValue(prepared)).isEqualTo(4);
    assertThat(MessageSysFlag.transactionValue(committed)).isEqualTo(8);
    assertThat(committed - MessageSysFlag.TRANSACTION_COMMIT_TYPE)
        .isEqualTo(prepared - MessageSysFlag.TRANSACTION_PREPARED_TYPE);
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
  void shouldSpellPermissionsOut() {
    assertThat(PermName.toText(7)).isEqualTo("RWX");
    assertThat(PermName.toText(PermName.READ_WRITE)).isEqualTo("RW-");
    assertThat(PermName.toText(PermName.PERM_READ)).isEqualTo("R--");
    assertThat(PermName.isWriteable(4)).isFalse();
    assertThat(PermName.isReadable(4)).isTrue();
    assertThat(PermName.isInherited(7)).isTrue();
  }
}
