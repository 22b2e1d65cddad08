package io.glassmq.remoting;

import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.concurrent.CompletionStage;

/**
 * Answers a family of requests. Runs on the executor it was registered with.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.netty.NettyRequestProcessor}.
 */
@FunctionalInterface
public interface RequestProcessor {

  /**
   * Works on one request.
   *
   * @return the answer, now or later (a pull that waits); its {@code opaque} is set by the server.
   *     Null, or a stage that ends with null, means that no answer is due. An answer to a oneway
   *     request is dropped.
   * @throws Exception answered as a {@code RequestRefusedException} says, any other with {@code
   *     SYSTEM_ERROR} and the exception's text
   */
  CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws Exception;
}
