package io.glassmq.remoting.protocol;

import io.glassmq.remoting.exception.RemotingCommandException;
import java.util.Map;

/** Header records to extension fields and back, by component names. */
final class HeaderCodec {
  private HeaderCodec() {}

  static Map<String, String> toFields(CommandCustomHeader header) {
    throw new UnsupportedOperationException();
  }

  static <H extends Record & CommandCustomHeader> H fromFields(
      Map<String, String> fields, Class<H> type) throws RemotingCommandException {
    throw new UnsupportedOperationException();
  }
}
