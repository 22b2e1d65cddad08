package io.glassmq.remoting;

import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A processor that never has to wait for its answer. */
public abstract class AnsweringProcessor implements RequestProcessor {

  @Override
  public final CompletionStage<RemotingCommand> process(
      RemotingChannel channel, RemotingCommand request) throws Exception {
    return CompletableFuture.completedFuture(answer(channel, request));
  }

  /** Works on one request; fails as {@link #process} does. */
  protected abstract RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws Exception;
}
