package io.glassmq.remoting.netty;

import io.glassmq.remoting.Registration;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who answers which request: finds the processor, hands the request to its executor, writes the
 * answer whenever it comes.
 *
 * <p>Called by I/O threads. Every request that wants an answer gets exactly one, whatever happens.
 */
final class RequestDispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);

  private final Map<Integer, Registration> registrations = new ConcurrentHashMap<>();

  void register(RequestCode code, RequestProcessor processor, Executor executor) {
    registrations.put(code.code(), new Registration(processor, executor));
  }

  Map<RequestCode, Registration> registrations() {
    Map<RequestCode, Registration> byCode = new EnumMap<>(RequestCode.class);
    for (RequestCode code : RequestCode.values()) {
      if (registrations.containsKey(code.code())) {
        byCode.put(code, registrations.get(code.code()));
      }
    }
    return byCode;
  }

  /** A copy that does not know some of the codes. */
  RequestDispatcher without(Set<RequestCode> codes) {
    var copy = new RequestDispatcher();
    copy.registrations.putAll(registrations);
    codes.forEach(code -> copy.registrations.remove(code.code()));
    return copy;
  }

  void dispatch(NettyChannel channel, @Async.Schedule RemotingCommand request) {
    Registration registered = registrations.get(request.code());
    if (registered == null) {
      answer(channel, request, ResponseCode.REQUEST_CODE_NOT_SUPPORTED, unknown(request));
      return;
    }
    try {
      registered.executor().execute(() -> process(registered.processor(), channel, request));
    } catch (RejectedExecutionException e) {
      answer(
          channel,
          request,
          ResponseCode.SYSTEM_BUSY,
          "[OVERLOAD]system busy, start flow control for a while");
    }
  }

  private void process(
      RequestProcessor processor, NettyChannel channel, @Async.Execute RemotingCommand request) {
    CompletionStage<RemotingCommand> stage;
    try {
      stage = processor.process(channel, request);
    } catch (Exception | InternalError e) { // InternalError: a mapped page that the disk refuses
      failed(channel, request, e);
      return;
    }
    if (stage == null) {
      return;
    }
    stage.whenComplete(
        (response, failure) -> {
          if (failure != null) {
            failed(channel, request, failure);
          } else if (response != null) {
            answer(channel, request, response);
          }
        });
  }

  private void failed(NettyChannel channel, RemotingCommand request, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RequestRefusedException refused) {
      answer(channel, request, refused.toResponse());
      return;
    }
    if (cause instanceof RemotingException) {
      LOG.warn("{} from {} cannot be served: {}", request, channel, cause.getMessage());
    } else {
      LOG.warn("{} from {} failed", request, channel, cause);
    }
    answer(channel, request, ResponseCode.SYSTEM_ERROR, cause.toString());
  }

  private void answer(
      NettyChannel channel, RemotingCommand request, ResponseCode code, String remark) {
    answer(channel, request, RemotingCommand.createResponse(code, remark));
  }

  /** In the form of the request, so that each peer reads what it writes. */
  private void answer(NettyChannel channel, RemotingCommand request, RemotingCommand response) {
    if (request.isOneway() || !channel.isActive()) {
      if (response.transferBody() != null) {
        response.transferBody().release();
      }
      return;
    }
    response.opaque(request.opaque());
    channel
        .write(response.serializeType(request.serializeType()))
        .addListener(
            written -> {
              if (written.cause() instanceof IllegalArgumentException e) {
                // It does not fit into a frame. The error does, and that is better than silence.
                failed(channel, request, e);
              }
            });
  }

  private static String unknown(RemotingCommand request) {
    return "request code " + request.code() + " is not served on this port";
  }
}
