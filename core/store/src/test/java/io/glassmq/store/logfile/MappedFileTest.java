package io.glassmq.store.logfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFileTest {
  private static final int SIZE = 10_000;

  @TempDir Path folder;
  private MappedFile file;

  @BeforeEach
  void open() throws IOException {
    file = MappedFile.open(FileLayer.DISK, folder.resolve(MappedFileQueue.fileName(20_000)), SIZE);
  }

  @Test
  void shouldKnowItsOffsetByItsName() {
    assertThat(file.startOffset()).isEqualTo(20_000);
    assertThat(file.path()).hasSize(SIZE).hasFileName("00000000000000020000");
  }

  @Test
  void shouldShowOnlyWhatWasAppended() throws IOException {
    file.append(bytes("hello"));

    assertThat(text(file.slice(1, 3))).isEqualTo("ell");
    assertThat(text(file.slice(2))).isEqualTo("llo");
    assertThat(file.slice(3, 3)).isNull();
    assertThat(file.slice(-1, 1)).isNull();
    assertThat(file.slice(6)).isNull();
    assertThat(file.endOffset()).isEqualTo(20_005);
  }

  @Test
  void shouldRefuseWhatDoesNotFit() throws IOException {
    file.append(ByteBuffer.allocate(SIZE - 1));

    assertThatThrownBy(() -> file.append(bytes("ab")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2 bytes do not fit behind 9999 of 10000");
    assertThat(file.wrotePosition()).isEqualTo(SIZE - 1);
  }

  @Test
  void shouldStayMappedUntilTheLastReaderLetsGo() throws IOException {
    file.append(bytes("hello"));
    MappedSlice slice = file.slice(0, 5);

    file.close();

    assertThat(text(slice)).isEqualTo("hello");
    assertThat(file.slice(0, 5)).isNull();
  }

  @Test
  void shouldHoldZerosBehindACut() throws IOException {
    file.append(ByteBuffer.wrap("x".repeat(9_000).getBytes()));

    MappedFile cut = file.cutAt(5_000);

    assertThat(cut.path()).hasSize(SIZE);
    byte[] bytes = Files.readAllBytes(cut.path());
    assertThat(new String(bytes, 0, 5_000)).isEqualTo("x".repeat(5_000));
    assertThat(java.util.Arrays.copyOfRange(bytes, 5_000, SIZE)).containsOnly(0);
    cut.append(bytes("y"));
    assertThat(text(cut.slice(4_999, 2))).isEqualTo("xy");
    cut.close();
  }

  @Test
  void shouldTakeTheMoreBlocksTheLargerItIs() throws IOException {
    var disk = new FewBlocks(Integer.MAX_VALUE);
    MappedFile large = MappedFile.open(disk, folder.resolve(MappedFileQueue.fileName(0)), 1 << 20);

    for (int i = 0; i < 1_000; i++) {
      large.append(ByteBuffer.allocate(1_000));
    }

    assertThat(disk.writes).startsWith(4_096, 4_096, 8_192, 16_384).hasSizeLessThan(15);
    assertThat(disk.writes.stream().mapToInt(i -> i).sum()).isBetween(1_000_000, 1 << 20);
    large.close();
  }

  @Test
  void shouldEndWhereItEndedWhenThereAreNoMoreBlocks() throws IOException {
    var disk = new FewBlocks(1);
    MappedFile full = MappedFile.open(disk, folder.resolve(MappedFileQueue.fileName(0)), SIZE);
    full.append(ByteBuffer.allocate(4_000));

    assertThatThrownBy(() -> full.append(ByteBuffer.allocate(97))).hasMessage("no room");
    assertThat(full.wrotePosition()).isEqualTo(4_000);

    full.append(ByteBuffer.allocate(96));
    assertThat(full.wrotePosition()).isEqualTo(4_096);
    disk.blocks = 2;
    full.append(bytes("there is room"));
    assertThat(text(full.slice(4_096, 13))).isEqualTo("there is room");
    full.close();
  }

  @Test
  void shouldTakeAllItsBlocksWhenWarmedUp() throws IOException {
    var disk = new FewBlocks(1);
    MappedFile warm = MappedFile.open(disk, folder.resolve(MappedFileQueue.fileName(0)), SIZE);

    warm.warmUp();
    warm.append(ByteBuffer.allocate(SIZE));

    assertThat(disk.writes).containsExactly(SIZE);
    warm.close();
  }

  /** A disk that gives blocks so many times; memory without blocks cannot be written. */
  private static final class FewBlocks implements FileLayer {
    private final List<Integer> writes = new ArrayList<>();
    private int blocks;

    private FewBlocks(int blocks) {
      this.blocks = blocks;
    }

    @Override
    public FilePages map(Path path, int size) throws IOException {
      return new ForwardingPages(FileLayer.DISK.map(path, size)) {
        private int end;

        @Override
        public void put(int at, ByteBuffer bytes) {
          assertThat(at + bytes.remaining()).isLessThanOrEqualTo(end);
          super.put(at, bytes);
        }

        @Override
        public void write(int at, ByteBuffer bytes) throws IOException {
          if (blocks-- <= 0) {
            throw new IOException("no room");
          }
          writes.add(bytes.remaining());
          end = at + bytes.remaining();
          super.write(at, bytes);
        }
      };
    }

    @Override
    public DiskSpace space(Path path) throws IOException {
      return FileLayer.DISK.space(path);
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes());
  }

  private static String text(MappedSlice slice) {
    var bytes = new byte[slice.size()];
    slice.buffer().get(bytes);
    slice.release();
    return new String(bytes);
  }
}
