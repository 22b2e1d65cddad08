package io.glassmq.cli.reference;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.classroom.reference.Settings;
import io.glassmq.client.ClientConfig;
import io.glassmq.client.consumer.DefaultLitePullConsumer;
import io.glassmq.client.consumer.DefaultMQPullConsumer;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.PushConsumerConfig;
import io.glassmq.client.consumer.SimpleConsumer;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.common.config.ConfigReader;
import io.glassmq.namesrv.NamesrvConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/** The settings of all programs, with the defaults that they have in this process. */
final class AllSettings {
  private static final String HOME = System.getProperty("user.home");
  private static final String GROUP = "readers";

  private AllSettings() {}

  static List<Settings> all() {
    return List.of(
        new Settings("broker", defaults(BrokerConfig::read), broker()),
        new Settings("namesrv", defaults(NamesrvConfig::read), namesrv()),
        client("client", ClientConfig.class, new ClientConfig()),
        client("producer", ProducerConfig.class, new DefaultMQProducer(GROUP)),
        client("push", PushConsumerConfig.class, new DefaultMQPushConsumer(GROUP)),
        client("simple", SimpleConsumer.class, new SimpleConsumer(GROUP)),
        client("litepull", DefaultLitePullConsumer.class, new DefaultLitePullConsumer(GROUP)),
        client("pull", DefaultMQPullConsumer.class, new DefaultMQPullConsumer(GROUP)));
  }

  private static Map<String, String> defaults(Consumer<ConfigReader> program) {
    var reader = new ConfigReader(new Properties());
    program.accept(reader);
    Map<String, String> defaults = new LinkedHashMap<>();
    reader.effective().forEach((key, value) -> defaults.put(key, value.replace(HOME, "~")));
    return defaults;
  }

  private static Map<String, List<String>> broker() {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    tables.put("The broker itself", List.of("io.glassmq.broker.BrokerConfig"));
    tables.put("Its network", List.of("io.glassmq.remoting.netty.NettyServerConfig"));
    tables.put("Commit log and store", List.of("io.glassmq.store.StoreConfig"));
    tables.put("Write buffer", List.of("io.glassmq.store.TransientStorePoolConfig"));
    tables.put("Consume queues", List.of("io.glassmq.store.queue.QueueConfig"));
    tables.put(
        "Index",
        List.of("io.glassmq.store.index.IndexConfig", "io.glassmq.store.index.IndexLayout"));
    tables.put("How long files are kept", List.of("io.glassmq.store.RetentionConfig"));
    tables.put(
        "Pop", List.of("io.glassmq.broker.PopConfig", "io.glassmq.broker.pop.CheckPointLimits"));
    tables.put("Sharing out queues", List.of("io.glassmq.broker.LoadBalanceConfig"));
    return tables;
  }

  private static Map<String, List<String>> namesrv() {
    return Map.of(
        "The name server",
        List.of("io.glassmq.namesrv.NamesrvConfig", "io.glassmq.remoting.netty.NettyServerConfig"));
  }

  private static Settings client(String name, Class<?> type, Object client) {
    Map<String, String> defaults = Setters.of(type, client);
    defaults.replaceAll((key, value) -> value.equals(GROUP) ? "" : value);
    return new Settings(name, defaults, Map.of(name, List.of(type.getName())));
  }
}
