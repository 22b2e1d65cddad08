package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.store.logfile.DiskSpace;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.FilePages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DiskGuardTest {
  private static final long GIB = 1L << 30;

  private final Path root = Path.of("store");
  private final RunningFlags flags = new RunningFlags();
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final AtomicInteger looks = new AtomicInteger();
  private boolean broken;
  private DiskSpace logDisk = used(10);
  private DiskSpace queueDisk = used(10);
  private final DiskGuard guard = guard();

  private static DiskSpace used(int percent) {
    return new DiskSpace(100 * GIB, (100 - percent) * GIB, (100 - percent) * GIB);
  }

  private DiskGuard guard() {
    StoreConfig config =
        TestStore.config(
            root, "diskSpaceWarningLevelRatio", "90", "diskSpaceCleanForciblyRatio", "85");
    return new DiskGuard(config, new Gauge(), flags, now::get);
  }

  /** Tells how full the disks are, and nothing else. */
  private final class Gauge implements FileLayer {
    @Override
    public DiskSpace space(Path path) throws IOException {
      looks.incrementAndGet();
      if (broken) {
        throw new IOException("no such device");
      }
      return path.equals(root) ? queueDisk : logDisk;
    }

    @Override
    public FilePages map(Path path, int size) {
      throw new UnsupportedOperationException();
    }
  }

  @Nested
  class Look {
    @Test
    void shouldTellHowFullTheFullerDiskIs() {
      logDisk = used(20);
      assertThat(guard.look()).isEqualTo(20);
      queueDisk = used(30);
      assertThat(guard.look()).isEqualTo(30);
    }

    @Test
    void shouldCountWhatIsSetAsideForOthersAsNeitherUsedNorFree() {
      logDisk = new DiskSpace(100 * GIB, 80 * GIB, 60 * GIB);

      assertThat(guard.look()).isEqualTo(25);
    }

    @Test
    void shouldStopSendersAboveTheLimitUntilTheDiskIsBackAtTheLowerOne() {
      logDisk = used(90);
      guard.look();
      assertThat(flags.isWriteable()).isTrue();
      logDisk = used(91);
      guard.look();
      assertThat(flags.isWriteable()).isFalse();
      assertThat(flags.has(RunningFlags.DISK_FULL)).isTrue();
      logDisk = used(86);
      guard.look();
      assertThat(flags.isWriteable()).isFalse();
      logDisk = used(85);
      guard.look();
      assertThat(flags.isWriteable()).isTrue();
    }

    @Test
    void shouldStopSendersWhenTheDiskOfTheQueuesIsFull() {
      queueDisk = used(91);
      guard.look();

      assertThat(flags.has(RunningFlags.DISK_FULL)).isFalse();
      assertThat(flags.has(RunningFlags.LOGIC_DISK_FULL)).isTrue();
      assertThat(flags.isWriteable()).isFalse();
    }

    @Test
    void shouldStopSendersWhenTheReserveIsTouchedWhateverThePercents() {
      logDisk = new DiskSpace(GIB, GIB, DiskGuard.RESERVE_BYTES);
      guard.look();
      assertThat(flags.isWriteable()).isTrue();
      logDisk = new DiskSpace(GIB, GIB, DiskGuard.RESERVE_BYTES - 1);
      guard.look();
      assertThat(flags.isWriteable()).isFalse();
    }

    @Test
    void shouldTakeMessagesWhenTheDiskDoesNotTell() {
      broken = true;

      assertThat(guard.look()).isZero();
      assertThat(flags.isWriteable()).isTrue();
    }
  }

  @Nested
  class LookIfDue {
    @Test
    void shouldLookOnceForMuchThatIsWritten() {
      guard.lookIfDue(0);
      int first = looks.get();
      guard.lookIfDue(16 << 20 - 1);
      assertThat(looks).hasValue(first);
      guard.lookIfDue(16 << 20);
      assertThat(looks).hasValue(2 * first);
    }

    @Test
    void shouldLookOnceASecondWhileTheDiskIsFull() {
      logDisk = used(99);
      guard.lookIfDue(0);
      logDisk = used(10);
      guard.lookIfDue(0);
      assertThat(flags.has(RunningFlags.DISK_FULL)).isTrue();
      now.addAndGet(1_000);
      guard.lookIfDue(0);
      assertThat(flags.has(RunningFlags.DISK_FULL)).isFalse();
    }
  }
}
