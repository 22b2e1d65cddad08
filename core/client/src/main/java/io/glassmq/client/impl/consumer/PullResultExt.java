package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.PullResult;
import io.glassmq.client.consumer.PullStatus;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.impl.compression.CompressedBody;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.header.PullMessageResponseHeader;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a pull: what the user is told, and whom to ask next.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.impl.consumer.PullResultExt}.
 *
 * @param suggestWhichBrokerId which of the broker's addresses to ask next; 0 is the master
 */
record PullResultExt(PullResult result, long suggestWhichBrokerId) {

  /**
   * Reads an answer.
   *
   * @throws MQBrokerException if it is a refusal
   * @throws IllegalArgumentException if a body cannot be decompressed
   */
  static PullResultExt of(
      RemotingCommand response, MessageQueue queue, SubscriptionData subscription, String address)
      throws MQBrokerException, RemotingCommandException {
    PullStatus status =
        switch (response.responseCode()) {
          case SUCCESS -> PullStatus.FOUND;
          case PULL_NOT_FOUND -> PullStatus.NO_NEW_MSG;
          case PULL_RETRY_IMMEDIATELY -> PullStatus.NO_MATCHED_MSG;
          case PULL_OFFSET_MOVED -> PullStatus.OFFSET_ILLEGAL;
          default -> throw new MQBrokerException(response.code(), response.remark(), address);
        };
    var header = response.decodeHeader(PullMessageResponseHeader.class);
    List<MessageExt> found =
        status == PullStatus.FOUND
            ? messages(response.body(), header, queue, subscription)
            : List.of();
    return new PullResultExt(
        new PullResult(
            status, header.nextBeginOffset(), header.minOffset(), header.maxOffset(), found),
        header.suggestWhichBrokerId());
  }

  private static List<MessageExt> messages(
      byte[] body,
      PullMessageResponseHeader header,
      MessageQueue queue,
      SubscriptionData subscription) {
    String minOffset = Long.toString(header.minOffset());
    String maxOffset = Long.toString(header.maxOffset());
    List<MessageExt> wanted = new ArrayList<>();
    for (MessageExt message : InnerBatch.unwrap(MessageDecoder.decodes(ByteBuffer.wrap(body)))) {
      if (subscription.matchesTag(message.getTags())) {
        message.setBody(CompressedBody.decompress(message.getBody(), message.getSysFlag()));
        message.setBrokerName(queue.getBrokerName());
        message.setQueueId(queue.getQueueId());
        message.putProperty(MessageConst.PROPERTY_MIN_OFFSET, minOffset);
        message.putProperty(MessageConst.PROPERTY_MAX_OFFSET, maxOffset);
        wanted.add(message);
      }
    }
    return wanted;
  }
}
