package io.glassmq.namesrv;

import io.glassmq.common.config.ConfigReader;
import io.glassmq.remoting.netty.NettyServerConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of a name server, read from the keys of an official {@code namesrv.conf}.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.namesrv.NamesrvConfig}.
 *
 * @param server the address and port to listen on, and more about the network
 * @param kvConfigPath file of the key-value settings
 * @param configStorePath file of the settings that are changed by request
 * @param scanIntervalMillis {@code scanNotActiveBrokerInterval}: milliseconds between two looks for
 *     silent brokers
 * @param enableAllTopicList whether the list of all topics may be asked for
 * @param enableTopicList whether the other topic lists may be asked for
 * @param orderMessageEnable whether routes carry the order configuration
 * @param returnOrderTopicConfigToBroker whether brokers get the order configuration when they
 *     register
 * @param asText every setting by its key, as it would stand in a file
 */
public record NamesrvConfig(
    NettyServerConfig server,
    Path kvConfigPath,
    Path configStorePath,
    long scanIntervalMillis,
    boolean enableAllTopicList,
    boolean enableTopicList,
    boolean orderMessageEnable,
    boolean returnOrderTopicConfigToBroker,
    Map<String, String> asText) {

  /**
   * @throws io.glassmq.common.config.ConfigException if a value cannot be meant
   */
  public static NamesrvConfig read(ConfigReader reader) {
    String home = System.getProperty("user.home") + "/namesrv/";
    return new NamesrvConfig(
        NettyServerConfig.read(
            reader,
            reader.text("bindAddress", "0.0.0.0"),
            reader.intValue("listenPort", 9876, 0, 65535)),
        Path.of(reader.text("kvConfigPath", home + "kvConfig.json")),
        Path.of(reader.text("configStorePath", home + "namesrv.properties")),
        reader.longValue("scanNotActiveBrokerInterval", 5_000, 1, Integer.MAX_VALUE),
        reader.booleanValue("enableAllTopicList", true),
        reader.booleanValue("enableTopicList", true),
        reader.booleanValue("orderMessageEnable", false),
        reader.booleanValue("returnOrderTopicConfigToBroker", true),
        Map.copyOf(reader.effective()));
  }

  /** The settings in {@code properties}; the defaults for what is not there. */
  public static NamesrvConfig of(Properties properties) {
    return read(new ConfigReader(properties));
  }
}
