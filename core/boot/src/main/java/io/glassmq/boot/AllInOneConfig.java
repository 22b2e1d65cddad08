package io.glassmq.boot;

import java.nio.file.Path;

/**
 * What name server and broker in one process are told.
 *
 * @param namesrv settings of the name server
 * @param broker settings of the broker; {@code namesrvAddr} is found out at the start
 */
public record AllInOneConfig(Settings namesrv, Settings broker) {

  /** Free ports on loopback, all files below one folder. */
  public static AllInOneConfig in(Path folder) {
    return new AllInOneConfig(
        new Settings()
            .set("listenPort", 0)
            .set("kvConfigPath", folder.resolve("namesrv/kvConfig.json"))
            .set("configStorePath", folder.resolve("namesrv/namesrv.properties")),
        new Settings()
            .set("listenPort", 0)
            .set("brokerName", "broker-a")
            // A demo shall run on any laptop: only the last bytes of the disk are sacred.
            .set("diskSpaceWarningLevelRatio", 100)
            .set("diskSpaceCleanForciblyRatio", 100)
            .set("storePathRootDir", folder));
  }
}
