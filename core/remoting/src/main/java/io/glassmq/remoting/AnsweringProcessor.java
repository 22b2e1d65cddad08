package io.glassmq.remoting;

import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A processor that never has to wait for its answer. */
public interface AnsweringProcessor extends RequestProcessor {

  @Override
  default CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws Exception {
    return CompletableFuture.completedFuture(answer(channel, request));
  }

  /** Works on one request; fails as {@link #process} does. */
  RemotingCommand answer(RemotingChannel channel, RemotingCommand request) throws Exception;
}
