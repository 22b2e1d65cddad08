package io.glassmq.interop;

import org.junit.jupiter.api.Tag;

/** The same with an old client, in the other form of headers. */
@Tag("slow")
class OldRetryOnGlassTest extends OfficialRetryOnGlassTest {
  @Override
  ClientKind kind() {
    return ClientKind.V4_ROCKETMQ;
  }
}
