package io.glassmq.broker.processor;

import io.glassmq.broker.RequestRefusedException;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A processor that never has to wait for its answer. */
abstract class AnsweringProcessor implements RequestProcessor {

  @Override
  public final CompletionStage<RemotingCommand> process(
      RemotingChannel channel, RemotingCommand request) throws Exception {
    try {
      return CompletableFuture.completedFuture(answer(channel, request));
    } catch (RequestRefusedException e) {
      return CompletableFuture.completedFuture(e.toResponse());
    }
  }

  abstract RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws Exception;
}
