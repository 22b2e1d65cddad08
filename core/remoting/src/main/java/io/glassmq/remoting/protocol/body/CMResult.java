package io.glassmq.remoting.protocol.body;

/** How a listener ended. The order is that of the numbers on the wire. */
public enum CMResult {
  CR_SUCCESS,
  CR_LATER,
  CR_ROLLBACK,
  CR_COMMIT,
  CR_THROW_EXCEPTION,
  CR_RETURN_NULL
}
