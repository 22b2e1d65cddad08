package io.glassmq.broker.processor;

import io.glassmq.broker.BrokerRuntimeInfo;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.body.KVTable;
import io.glassmq.remoting.protocol.header.GetBrokerConfigResponseHeader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The broker tells its settings (26) and how it is (28).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 */
public final class BrokerAdminProcessor implements AnsweringProcessor {
  private final BrokerRuntimeInfo runtimeInfo;
  private final byte[] settings;
  private final String version;

  /**
   * @param settings by key; they do not change while the broker runs
   * @param nowMillis which makes their version
   */
  public BrokerAdminProcessor(
      BrokerRuntimeInfo runtimeInfo, Map<String, String> settings, long nowMillis) {
    this.runtimeInfo = runtimeInfo;
    var text = new StringBuilder();
    new TreeMap<>(settings)
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    this.settings = text.toString().getBytes(StandardCharsets.UTF_8);
    this.version = RemotingSerializable.toJson(DataVersion.first(nowMillis));
  }

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request) {
    return request.requestCode() == RequestCode.GET_BROKER_CONFIG
        ? RemotingCommand.success()
            .header(new GetBrokerConfigResponseHeader(version))
            .body(settings)
        : RemotingCommand.success()
            .body(RemotingSerializable.encode(new KVTable(runtimeInfo.asMap())));
  }
}
