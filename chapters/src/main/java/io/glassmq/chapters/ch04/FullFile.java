package io.glassmq.chapters.ch04;

import io.glassmq.chapters.DemoServers;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.store.show.LogPiece;
import io.glassmq.store.show.StoreView;
import java.util.Map;

/**
 * Sends more than one file of the log can hold, and prints what lies in the log, piece by piece.
 */
public final class FullFile {
  private static final String TOPIC = "Orders";
  private static final int BODY_BYTES = 1_000;

  private FullFile() {}

  public static void main(String[] args) throws Exception {
    try (var servers = DemoServers.start(Map.of("mappedFileSizeCommitLog", 4096))) {
      servers.createTopic(TOPIC, 1);
      var producer = new DefaultMQProducer("shops");
      producer.setNamesrvAddr(servers.namesrvAddr());
      producer.setSendMsgTimeout(30_000);
      producer.start();
      for (int i = 0; i < 5; i++) {
        producer.send(new Message(TOPIC, new byte[BODY_BYTES]));
      }
      producer.shutdown();

      System.out.println("  offset   bytes");
      StoreView.of(servers.folder()).log().walk(0, FullFile::print);
    }
  }

  private static boolean print(LogPiece piece) {
    String what =
        switch (piece.kind()) {
          case RECORD -> "record, queue offset " + piece.message().getQueueOffset();
          case BLANK -> "BLANK: on to the next file";
          case DAMAGE, END -> "the log ends here";
        };
    System.out.printf("%8d %7d  %s%n", piece.offset(), piece.length(), what);
    return true;
  }
}
