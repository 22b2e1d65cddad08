package io.glassmq.broker.longpolling;

import java.util.function.LongPredicate;
import org.jetbrains.annotations.Debug;

/**
 * One pop that found nothing, or one question whether there is something to pop.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.longpolling.PopRequest}.
 *
 * @param topic as the consumer names it, also when it gets messages of the retry topic
 * @param group who asks
 * @param queueId of the topic; {@link #ANY_QUEUE} for whichever has something
 * @param deadlineMillis when it must be answered in any case
 * @param wantedTagsCodes which messages it wants, by the hash of their tag
 * @param owner whose it is; when the owner is gone nobody wants the answer
 * @param answer looks again, and answers or waits on; may take its time
 */
@Debug.Renderer(text = "group + \" waits at \" + topic + \"/\" + queueId")
public record WaitingPop(
    String topic,
    String group,
    int queueId,
    long deadlineMillis,
    LongPredicate wantedTagsCodes,
    Object owner,
    Runnable answer) {
  public static final int ANY_QUEUE = -1;
}
