package io.glassmq.broker.processor;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.PopOffsets;
import io.glassmq.broker.pop.PopTour;
import io.glassmq.common.Clock;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.PeekMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PopMessageResponseHeader;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageFilter;
import io.glassmq.store.MessageStore;
import io.glassmq.store.logfile.MappedSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows what a pop would hand out, and hands out nothing.
 *
 * <p>Runs on the pull threads. Official counterpart: {@code
 * org.apache.rocketmq.broker.processor.PeekMessageProcessor}.
 */
public record PeekMessageProcessor(
    PopRequestCheck check, PopTour tour, PopOffsets offsets, MessageStore store, Clock clock)
    implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(PeekMessageRequestHeader.class);
    check.check(header);
    List<MappedSlice> records = new ArrayList<>();
    long rest = 0;
    for (PopQueue queue :
        tour.queues(header.topic(), header.consumerGroup(), header.queueId(), false)) {
      rest += peek(queue, header.maxMsgNums(), records);
    }
    boolean any = !records.isEmpty();
    RemotingCommand answer =
        RemotingCommand.createResponse(
                any ? ResponseCode.SUCCESS : ResponseCode.PULL_NOT_FOUND,
                any ? "FOUND" : "NO_MESSAGE_IN_QUEUE")
            .header(new PopMessageResponseHeader(clock.millis(), 0, 0, rest, null, null, null));
    return any ? answer.transferBody(new FoundMessages(records)) : answer;
  }

  /**
   * @return how many messages of the queue are left
   */
  private long peek(PopQueue queue, int maxMsgNums, List<MappedSlice> records) {
    long offset = offsets.peek(queue, PopMessageRequestHeader.INIT_MIN);
    int room = maxMsgNums - records.size();
    if (room <= 0) {
      return Math.max(0, store.getMaxOffsetInQueue(queue.topic(), queue.queueId()) - offset);
    }
    GetMessageResult found =
        store.getMessage(queue.topic(), queue.queueId(), offset, room, MessageFilter.ALL);
    if (found == null) { // the store is shut down
      return 0;
    }
    records.addAll(found.slices());
    return Math.max(0, found.maxOffset() - found.nextBeginOffset());
  }
}
