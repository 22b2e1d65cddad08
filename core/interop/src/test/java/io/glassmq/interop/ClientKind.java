package io.glassmq.interop;

import io.glassmq.interop.OfficialClient.Headers;
import java.nio.file.Path;

/** The official clients that we test with, and how each writes its headers. */
enum ClientKind {
  V5_JSON,
  V5_ROCKETMQ,
  V4_JSON,
  V4_ROCKETMQ;

  OfficialClient load() {
    OfficialJars jars = name().startsWith("V5") ? OfficialJars.v5() : OfficialJars.v4();
    Headers headers = name().endsWith("JSON") ? Headers.JSON : Headers.ROCKETMQ;
    return new OfficialClient(jars, headers, Path.of("target", "official-logs").toAbsolutePath());
  }
}
