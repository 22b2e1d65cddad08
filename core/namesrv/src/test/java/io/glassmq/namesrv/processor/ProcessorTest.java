package io.glassmq.namesrv.processor;

import io.glassmq.common.Clock;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.TopicFilterType;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.namesrv.FakeChannel;
import io.glassmq.namesrv.NamesrvConfig;
import io.glassmq.namesrv.kvconfig.KVConfigManager;
import io.glassmq.namesrv.routeinfo.RouteInfoManager;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.protocol.CommandCustomHeader;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.body.RegisterBrokerBody;
import io.glassmq.remoting.protocol.body.TopicConfigSerializeWrapper;
import io.glassmq.remoting.protocol.header.namesrv.RegisterBrokerRequestHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A name server without a network: its tables, and one broker that can register. */
abstract class ProcessorTest {
  static final DataVersion VERSION = new DataVersion(0, 1000, 7);
  static final String ADDR = "127.0.0.1:10911";

  @TempDir Path folder;
  final RouteInfoManager routes = new RouteInfoManager(Clock.SYSTEM);
  final AtomicReference<NamesrvConfig> config = new AtomicReference<>();
  KVConfigManager kvConfig;

  @BeforeEach
  final void configure() {
    kvConfig = new KVConfigManager(folder.resolve("kvConfig.json"));
    configure("enableTopicList", "true");
  }

  final void configure(String key, String value) {
    var properties = new Properties();
    properties.setProperty("kvConfigPath", folder.resolve("kvConfig.json").toString());
    properties.setProperty("configStorePath", folder.resolve("namesrv.properties").toString());
    properties.setProperty(key, value);
    config.set(NamesrvConfig.of(properties));
  }

  static RemotingCommand ask(RequestProcessor processor, RemotingCommand request) throws Exception {
    return processor.process(new FakeChannel(), request).toCompletableFuture().join();
  }

  static RemotingCommand request(RequestCode code, CommandCustomHeader header) {
    return RemotingCommand.createRequest(code, header);
  }

  static String text(RemotingCommand answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  static RegisterBrokerRequestHeader header(boolean compressed, int crc) {
    return new RegisterBrokerRequestHeader(
        "broker-a", ADDR, "c", "127.0.0.1:10912", 0, null, false, compressed, crc);
  }

  static RemotingCommand registration() {
    Map<String, TopicConfig> topics = new HashMap<>();
    topics.put("T", TopicConfig.of("T", 4, 8, 6));
    topics.put(
        "Unit", new TopicConfig("Unit", 1, 1, 6, TopicFilterType.SINGLE_TAG, 1, false, null));
    topics.put("Sub", new TopicConfig("Sub", 1, 1, 6, TopicFilterType.SINGLE_TAG, 2, false, null));
    topics.put(
        "Both", new TopicConfig("Both", 1, 1, 6, TopicFilterType.SINGLE_TAG, 3, false, null));
    byte[] body =
        RemotingSerializable.encode(
            new RegisterBrokerBody(new TopicConfigSerializeWrapper(topics, VERSION), null));
    return request(RequestCode.REGISTER_BROKER, header(false, MessageRecord.bodyCrc(body)))
        .body(body);
  }
}
