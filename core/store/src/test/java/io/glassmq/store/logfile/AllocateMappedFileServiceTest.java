package io.glassmq.store.logfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocateMappedFileServiceTest {
  private static final int SIZE = 4096;

  @TempDir Path folder;

  @Test
  void shouldNotHandOutAFileThatSomebodyDeletedMeanwhile() throws Exception {
    var service = new AllocateMappedFileService(new DiskFileLayer(), false);
    Path next = folder.resolve(MappedFileQueue.fileName(SIZE));
    service.open(folder.resolve(MappedFileQueue.fileName(0)), SIZE).close();
    service.doWork();
    Files.delete(next);

    MappedFile file = service.open(next, SIZE);
    file.append(ByteBuffer.wrap(new byte[] {7}));
    file.close();

    assertThat(Files.readAllBytes(next)).startsWith(7);
  }
}
