package io.glassmq.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glassmq.common.attribute.CQType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Store folders that the official broker wrote, and what the official code reads from them. */
final class OfficialStore {
  private static final int BLOCK = 512;
  private static final ObjectMapper JSON = new ObjectMapper();

  private OfficialStore() {}

  static JsonNode expected(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(resource("expected.json.gz"))) {
      return JSON.readTree(in).get(name);
    }
  }

  static JsonNode json(String file) throws IOException {
    try (InputStream in = resource(file)) {
      return JSON.readTree(in);
    }
  }

  /** Unpacks log, consume queues, index, checkpoint and abort file; the rest is for later rooms. */
  static Path unpack(String name, Path into) throws IOException {
    return unpack(name, into, "commitlog/.*|(batch)?consumequeue/.*|index/.*|checkpoint|abort");
  }

  /**
   * @param wanted which files, by their path in the store
   */
  static Path unpack(String name, Path into, String wanted) throws IOException {
    try (InputStream in = new GZIPInputStream(resource(name + ".tar.gz"))) {
      byte[] header = in.readNBytes(BLOCK);
      while (header[0] != 0) {
        String path = text(header, 0, 100);
        int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
        byte[] content = in.readNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
        if (header[156] == '0' && path.matches(name + "/(" + wanted + ")")) {
          Path target = into.resolve(path);
          Files.createDirectories(target.getParent());
          Files.write(target, java.util.Arrays.copyOf(content, size));
        }
        header = in.readNBytes(BLOCK);
      }
    }
    return into.resolve(name);
  }

  static StoreConfig config(Path root) {
    return TestStore.config(
        root,
        "mappedFileSizeCommitLog",
        "1048576",
        "mappedFileSizeConsumeQueue",
        "2000",
        "maxHashSlotNum",
        "500",
        "maxIndexNum",
        "600");
  }

  static TestStore open(Path root) throws StoreException {
    return TestStore.open(
        config(root),
        StoreParts.defaults(),
        OfficialStore::queueType,
        MessageArrivingListener.NONE);
  }

  /** As its {@code topics.json} says. */
  static CQType queueType(String topic) {
    return topic.equals("TopicBatchCq") ? CQType.BatchCQ : CQType.SimpleCQ;
  }

  private static InputStream resource(String file) {
    return OfficialStore.class.getResourceAsStream("/official/" + file);
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
