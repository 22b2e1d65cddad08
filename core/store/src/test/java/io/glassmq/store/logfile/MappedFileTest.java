package io.glassmq.store.logfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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
