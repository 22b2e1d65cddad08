package io.glassmq.client.impl.compression;

import java.io.IOException;

/**
 * One way to make a body smaller.
 *
 * <p>Thread-safe. Official counterpart: {@code org.apache.rocketmq.common.compression.Compressor}.
 */
interface Compressor {
  byte[] compress(byte[] body, int level) throws IOException;

  /**
   * @throws IOException if the bytes are not of this form
   */
  byte[] decompress(byte[] body) throws IOException;
}
