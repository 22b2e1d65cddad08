package io.glassmq.client.impl;

import io.glassmq.client.consumer.PopResult;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import io.glassmq.common.message.MessageQueueAssignment;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.body.BatchAck;
import io.glassmq.remoting.protocol.body.BatchAckMessageRequestBody;
import io.glassmq.remoting.protocol.body.QueryAssignmentRequestBody;
import io.glassmq.remoting.protocol.body.QueryAssignmentResponseBody;
import io.glassmq.remoting.protocol.header.AckMessageRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeResponseHeader;
import io.glassmq.remoting.protocol.header.NotificationRequestHeader;
import io.glassmq.remoting.protocol.header.NotificationResponseHeader;
import io.glassmq.remoting.protocol.header.PollingInfoRequestHeader;
import io.glassmq.remoting.protocol.header.PollingInfoResponseHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What a client can ask a broker when it consumes without owning queues, each question a method
 * with types. Its requests always travel with JSON headers: their codes do not fit the binary form.
 *
 * <p>Thread-safe. A future fails with a {@link RemotingException} when no answer came and with an
 * {@link MQBrokerException} when the answer was a refusal, perhaps inside a {@link
 * CompletionException}; it completes on an I/O thread, where nobody may wait, unless its method
 * says otherwise. Time-outs are in milliseconds. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.MQClientAPIImpl}, which has these methods too.
 */
public final class MQPopAPI {
  private final ServerCalls calls;
  private final Executor callbacks;

  MQPopAPI(ServerCalls calls, Executor callbacks) {
    this.calls = calls;
    this.callbacks = callbacks;
  }

  /** Reads what a broker said. */
  private interface Answer<T> {
    T of(RemotingCommand response) throws MQBrokerException, RemotingException;
  }

  /**
   * Takes messages, which are hidden from others for a while.
   *
   * @param timeoutMillis longer than the broker may hold the request
   * @return completes on a callback thread
   */
  public CompletableFuture<PopResult> popMessage(
      String address, String brokerName, PopMessageRequestHeader header, long timeoutMillis) {
    var request = RemotingCommand.createRequest(RequestCode.POP_MESSAGE, header);
    return calls
        .remoting()
        .invokeAsync(address, request, timeoutMillis)
        .thenApplyAsync(
            unchecked(response -> PopAnswer.read(response, address, brokerName, header.topic())),
            callbacks);
  }

  /**
   * Says that a popped message is consumed.
   *
   * @param topic that was asked for, even if the message came from its retry topic
   */
  public CompletableFuture<Void> ackMessage(
      String address, String group, String topic, ReceiptHandle handle, long timeoutMillis) {
    var header =
        new AckMessageRequestHeader(
            group,
            handle.retryKind().realTopic(topic, group),
            handle.queueId(),
            handle.encode(),
            handle.queueOffset());
    var request = RemotingCommand.createRequest(RequestCode.ACK_MESSAGE, header);
    return ask(address, request, timeoutMillis, response -> null);
  }

  /** Says the same of several messages that one broker handed out, in one request. */
  public CompletableFuture<Void> batchAckMessage(
      String address, String group, String topic, List<ReceiptHandle> handles, long timeoutMillis) {
    var body =
        new BatchAckMessageRequestBody(handles.get(0).brokerName(), merged(group, topic, handles));
    var request =
        RemotingCommand.createRequest(RequestCode.BATCH_ACK_MESSAGE)
            .body(RemotingSerializable.encode(body));
    return ask(address, request, timeoutMillis, response -> null);
  }

  /** What messages have in common that came by one check point. */
  private record CheckPoint(RetryKind kind, int queueId, long startOffset, long popTime) {}

  private static List<BatchAck> merged(String group, String topic, List<ReceiptHandle> handles) {
    Map<CheckPoint, ReceiptHandle> any = new LinkedHashMap<>();
    Map<CheckPoint, BitSet> consumed = new LinkedHashMap<>();
    for (ReceiptHandle handle : handles) {
      var key =
          new CheckPoint(
              handle.retryKind(), handle.queueId(), handle.startOffset(), handle.popTime());
      any.putIfAbsent(key, handle);
      consumed
          .computeIfAbsent(key, k -> new BitSet())
          .set(Math.toIntExact(handle.queueOffset() - handle.startOffset()));
    }
    return any.entrySet().stream()
        .map(e -> BatchAck.of(group, topic, e.getValue(), consumed.get(e.getKey())))
        .toList();
  }

  /**
   * Hides a popped message for another time from now on.
   *
   * @return the handle that counts from then on; the old one does not any more
   */
  public CompletableFuture<ReceiptHandle> changeInvisibleTime(
      String address,
      String group,
      String topic,
      ReceiptHandle handle,
      long invisibleMillis,
      long timeoutMillis) {
    var header =
        new ChangeInvisibleTimeRequestHeader(
            group,
            handle.retryKind().realTopic(topic, group),
            handle.queueId(),
            handle.encode(),
            handle.queueOffset(),
            invisibleMillis,
            false);
    var request = RemotingCommand.createRequest(RequestCode.CHANGE_MESSAGE_INVISIBLETIME, header);
    return ask(address, request, timeoutMillis, response -> changed(handle, response));
  }

  private static ReceiptHandle changed(ReceiptHandle old, RemotingCommand response)
      throws RemotingException {
    var answer = response.decodeHeader(ChangeInvisibleTimeResponseHeader.class);
    return new ReceiptHandle(
        old.queueOffset(), // it has a check point of its own now
        answer.popTime(),
        answer.invisibleTime(),
        answer.reviveQid(),
        old.retryKind(),
        old.brokerName(),
        old.queueId(),
        old.queueOffset());
  }

  /** Waits at the broker until a pop would find something, or the time is over. */
  public CompletableFuture<NotificationResponseHeader> notification(
      String address, NotificationRequestHeader header, long timeoutMillis) {
    var request = RemotingCommand.createRequest(RequestCode.NOTIFICATION, header);
    return ask(
        address,
        request,
        timeoutMillis,
        response -> response.decodeHeader(NotificationResponseHeader.class));
  }

  /** How many pops of a group wait at a queue; those that ask for all queues wait at queue -1. */
  public int pollingInfo(String address, PollingInfoRequestHeader header)
      throws RemotingException, MQBrokerException, InterruptedException {
    return calls
        .call(address, RequestCode.POLLING_INFO, header)
        .decodeHeader(PollingInfoResponseHeader.class)
        .pollingNum();
  }

  /** The queues that a consumer shall work on; empty when the broker cannot tell. */
  public Optional<List<MessageQueueAssignment>> queryAssignment(
      String address, QueryAssignmentRequestBody body, long timeoutMillis)
      throws RemotingException, MQBrokerException, InterruptedException {
    var request =
        RemotingCommand.createRequest(RequestCode.QUERY_ASSIGNMENT)
            .body(RemotingSerializable.encode(body));
    var response = calls.remoting().invokeSync(address, request, timeoutMillis);
    var answer =
        ServerCalls.body(
            ServerCalls.successful(address, response), QueryAssignmentResponseBody.class);
    return Optional.ofNullable(answer.messageQueueAssignments());
  }

  private <T> CompletableFuture<T> ask(
      String address, RemotingCommand request, long timeoutMillis, Answer<T> answer) {
    return calls
        .remoting()
        .invokeAsync(address, request, timeoutMillis)
        .thenApply(unchecked(response -> answer.of(ServerCalls.successful(address, response))));
  }

  private static <T> Function<RemotingCommand, T> unchecked(Answer<T> answer) {
    return response -> {
      try {
        return answer.of(response);
      } catch (MQBrokerException | RemotingException e) {
        throw new CompletionException(e);
      }
    };
  }
}
