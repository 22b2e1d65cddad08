package io.glassmq.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendStatus;
import io.glassmq.common.config.ConfigException;
import io.glassmq.common.message.Message;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllInOneTest {
  @TempDir Path folder;

  @Test
  void shouldTakeTheFirstSendToANewTopicAtOnce() throws Exception {
    try (var servers = AllInOne.start(AllInOneConfig.in(folder))) {
      var producer = new DefaultMQProducer("AllInOneTest");
      producer.setNamesrvAddr(servers.namesrvAddr());
      producer.setRetryTimesWhenSendFailed(0);
      producer.setSendMsgTimeout(20_000);
      producer.start();

      var result = producer.send(new Message("NeverSeen", new byte[] {1}));

      assertThat(result.getSendStatus()).isEqualTo(SendStatus.SEND_OK);
      assertThat(result.getQueueOffset()).isZero();
      producer.shutdown();
    }
  }

  @Test
  void shouldLeaveACleanStoreThatItCanOpenAgain() throws Exception {
    AllInOne.start(AllInOneConfig.in(folder)).close();
    assertThat(folder.resolve("abort")).doesNotExist();

    try (var again = AllInOne.start(AllInOneConfig.in(folder))) {
      assertThat(again.brokerAddr()).startsWith("127.0.0.1:");
      assertThat(folder.resolve("abort")).exists();
    }
  }

  @Test
  void shouldLetGoOfEverythingWhenTheBrokersPortIsTaken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AllInOneConfig config = AllInOneConfig.in(folder);
      config.broker().set("listenPort", taken.getLocalPort());

      assertThatThrownBy(() -> AllInOne.start(config))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
    }

    assertThat(folder.resolve("abort")).doesNotExist();
    AllInOne.start(AllInOneConfig.in(folder)).close();
  }

  @Test
  void shouldRefuseABadSettingBeforeItTouchesTheStore() throws Exception {
    AllInOneConfig config = AllInOneConfig.in(folder.resolve("store"));
    config.broker().set("brokerId", "first");

    assertThatThrownBy(() -> AllInOne.start(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("brokerId")
        .hasMessageContaining("first");
    assertThat(Files.exists(folder.resolve("store/commitlog"))).isFalse();
  }

  @Test
  void shouldTellTheAddressThatTheNameServerIsBoundTo() throws Exception {
    AllInOneConfig config = AllInOneConfig.in(folder);
    config.namesrv().set("bindAddress", "localhost");

    try (var servers = AllInOne.start(config)) {
      assertThat(servers.namesrvAddr()).startsWith("localhost:");
    }
  }
}
