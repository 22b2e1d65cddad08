/**
 * Consumption without rebalance: the broker hands messages out, hides them for a while, and takes
 * acknowledgements. Whoever asks gets the next messages, so any number of consumers share a queue,
 * and none has to know of the others. Taught in chapters 12 and 13.
 *
 * <h2>The life of one popped message</h2>
 *
 * <pre>
 *                                   READY
 *                  in its queue, behind the group's offset
 *                                     |
 *        (1) pop                      |                 (1) the store refuses the check point:
 *            check point --> log      |                     it stays READY
 *                                     v
 *   .----------------------&gt;  IN FLIGHT  &lt;------------------------.
 *   |                          hidden until reviveTime            |
 *   |                              |        |                     |
 *   |  (2) ack --> log             |        |  (3) change the     |
 *   |                              |        |      invisible time |
 *   |                              |        '---------------------'
 *   |                              |          new check point --> log, then ack of the old one
 *   |            (4) reviveTime is over: check point and acks
 *   |                meet in the revive topic
 *   |                     |                 |
 *   |               it is among         it is not
 *   |                 the acks              |
 *   |                     v                 v
 *   |                   DONE             EXPIRED
 *   |                                       |
 *   |  (6) pop, now from the                |  (5) a copy --> retry topic, tried once more
 *   |      retry topic                      v
 *   '----------------------------------   RETRY
 *                                    READY in the retry topic
 * </pre>
 *
 * <table>
 *   <caption>Who takes each step</caption>
 *   <tr><th>step</th><th>class</th><th>thread</th><th>on disk afterwards</th></tr>
 *   <tr><td>1, 6 pop</td><td>{@link io.glassmq.broker.pop.QueuePop}, {@link
 *   io.glassmq.broker.pop.PopBufferMergeService}</td><td>{@code PullMessageThread_n}</td>
 *   <td>check point {@code ck} in the timer topic, due 1 s before reviveTime; the group's offset is
 *   past the message within 5 s</td></tr>
 *   <tr><td>2 ack</td><td>{@link io.glassmq.broker.processor.AckMessageProcessor}, {@link
 *   io.glassmq.broker.pop.ReviveLog}</td><td>the network thread</td><td>{@code ack} or {@code bAck}
 *   in the timer topic, due at reviveTime</td></tr>
 *   <tr><td>3 change</td><td>{@link io.glassmq.broker.processor.ChangeInvisibleTimeProcessor}</td>
 *   <td>the network thread</td><td>a new {@code ck}, then the {@code ack}</td></tr>
 *   <tr><td>4 due</td><td>{@link io.glassmq.store.timer.TimerMessageStore}</td><td>its own</td>
 *   <td>both again, in the revive topic</td></tr>
 *   <tr><td>4, 5 come back</td><td>{@link io.glassmq.broker.pop.MergingReviveLoop}, {@link
 *   io.glassmq.broker.pop.Revival}, {@link io.glassmq.broker.pop.PopRetryMessages}</td>
 *   <td>{@code PopReviveService}</td><td>the copy in the retry topic; then the offset of the revive
 *   group</td></tr>
 * </table>
 *
 * <p>With {@code enablePopBufferMerge} check point and acks meet in memory first: a message that is
 * acknowledged within seconds goes from IN FLIGHT to DONE with nothing written; what is not goes
 * into the log after all. Until one or the other has happened the group's offset does not move, so
 * after a crash such messages are READY again at once instead of after their time. A clean stop
 * writes what is in memory.
 *
 * <p>A crash loses no message, for each step is in the log before the next one begins, and no
 * offset goes to the disk before the log. It can repeat the last steps: a message that is popped
 * again although its check point is there comes back twice.
 *
 * <p>An <em>ordered</em> pop takes another way: no check point, no retry topic. The group's offset
 * stays at the first message that is not acknowledged, and the queue is blocked until all that was
 * handed out is acknowledged or visible again; see {@link
 * io.glassmq.broker.offset.ConsumerOrderInfoManager}.
 *
 * <h2>Reading order</h2>
 *
 * <table>
 *   <caption>The classes</caption>
 *   <tr><th>class</th><th>what it is</th></tr>
 *   <tr><td>{@link io.glassmq.broker.pop.PopTour}</td><td>which queues a pop looks at, in which
 *   order</td></tr>
 *   <tr><td>{@link io.glassmq.broker.pop.QueuePop}</td><td>one queue: lock, look, note, hand
 *   out</td></tr>
 *   <tr><td>{@link io.glassmq.broker.pop.PopOffsets}</td><td>where that begins</td></tr>
 *   <tr><td>{@link io.glassmq.broker.pop.PopCheckPoint}, {@link io.glassmq.broker.pop.PopAck}</td>
 *   <td>the records of the revive log; {@link io.glassmq.broker.pop.MergeKey} is what they have in
 *   common</td></tr>
 *   <tr><td>{@link io.glassmq.broker.pop.CheckPointBuffer}</td><td>lab 12: what was handed out a
 *   moment ago, and when its offset may move</td></tr>
 *   <tr><td>{@link io.glassmq.broker.pop.PopBufferMergeService}</td><td>does what it says</td></tr>
 *   <tr><td>{@link io.glassmq.broker.pop.ReviveLog}</td><td>writes the records</td></tr>
 *   <tr><td>{@link io.glassmq.broker.pop.ReviveLoop}</td><td>lab 13: what comes back, and how far a
 *   revive queue is done</td></tr>
 *   <tr><td>{@link io.glassmq.broker.pop.PopReviveService}</td><td>does what it says</td></tr>
 * </table>
 *
 * <p>The processors of requests call in from {@code broker.processor}; it calls the store, the
 * table of offsets, and the timer through the store.
 */
package io.glassmq.broker.pop;
