package io.glassmq.broker.longpolling;

import java.util.function.LongPredicate;
import org.jetbrains.annotations.Debug;

/**
 * One pull that found nothing.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.longpolling.PullRequest}.
 *
 * @param group who asks
 * @param topic of the queue
 * @param queueId of the queue
 * @param offset the first message it wants
 * @param deadlineMillis when it must be answered in any case
 * @param wantedTagsCodes which messages it wants, by the hash of their tag
 * @param owner whose it is; when the owner is gone nobody wants the answer
 * @param answer looks again and answers; may take its time
 */
@Debug.Renderer(text = "group + \" waits at \" + topic + \"/\" + queueId + \"/\" + offset")
public record WaitingPull(
    String group,
    String topic,
    int queueId,
    long offset,
    long deadlineMillis,
    LongPredicate wantedTagsCodes,
    Object owner,
    Runnable answer) {}
