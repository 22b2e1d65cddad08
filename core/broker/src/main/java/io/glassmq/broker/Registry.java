package io.glassmq.broker;

import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.protocol.RequestCode;
import java.util.concurrent.Executor;

/** Notes who answers which requests, on which threads. */
@FunctionalInterface
interface Registry {
  void register(RequestProcessor processor, Executor threads, RequestCode... codes);
}
