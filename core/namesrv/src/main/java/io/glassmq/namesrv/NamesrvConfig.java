package io.glassmq.namesrv;

import io.glassmq.common.config.ConfigReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of a name server, read from the keys of an official {@code namesrv.conf}.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.namesrv.NamesrvConfig}.
 *
 * @param bindAddress the address to listen on
 * @param listenPort 0 takes a free one
 * @param kvConfigPath where the key-value settings are kept
 * @param configStorePath where settings go that are changed by request
 * @param scanNotActiveBrokerIntervalMillis how often silent brokers are looked for
 * @param enableAllTopicList whether the list of all topics may be asked for
 * @param enableTopicList whether the other topic lists may be asked for
 * @param orderMessageEnable whether routes carry the order configuration
 * @param returnOrderTopicConfigToBroker whether brokers get it when they register
 * @param deleteTopicWithBrokerRegistration whether a full registration removes topics that it does
 *     not name
 * @param asText every setting by its key, as it would stand in a file
 */
public record NamesrvConfig(
    String bindAddress,
    int listenPort,
    Path kvConfigPath,
    Path configStorePath,
    long scanNotActiveBrokerIntervalMillis,
    boolean enableAllTopicList,
    boolean enableTopicList,
    boolean orderMessageEnable,
    boolean returnOrderTopicConfigToBroker,
    boolean deleteTopicWithBrokerRegistration,
    Map<String, String> asText) {

  /**
   * @throws io.glassmq.common.config.ConfigException if a value cannot be meant
   */
  public static NamesrvConfig read(ConfigReader reader) {
    String home = Path.of(System.getProperty("user.home"), "namesrv").toString();
    return new NamesrvConfig(
        reader.text("bindAddress", "0.0.0.0"),
        reader.intValue("listenPort", 9876, 0, 65535),
        Path.of(reader.text("kvConfigPath", home + "/kvConfig.json")),
        Path.of(reader.text("configStorePath", home + "/namesrv.properties")),
        reader.longValue("scanNotActiveBrokerInterval", 5_000, 1, Integer.MAX_VALUE),
        reader.booleanValue("enableAllTopicList", true),
        reader.booleanValue("enableTopicList", true),
        reader.booleanValue("orderMessageEnable", false),
        reader.booleanValue("returnOrderTopicConfigToBroker", true),
        reader.booleanValue("deleteTopicWithBrokerRegistration", false),
        Map.copyOf(reader.effective()));
  }

  /** The settings in {@code properties}; the defaults for what is not there. */
  public static NamesrvConfig of(Properties properties) {
    return read(new ConfigReader(properties));
  }
}
