package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * {@link SendMessageRequestHeader} with names of one letter, which save the reader's time on the
 * busiest path.
 *
 * @param a producer group
 * @param b topic
 * @param c template topic for automatic creation
 * @param d queues to create it with
 * @param e queue id; negative: the broker chooses
 * @param f sysFlag
 * @param g born timestamp, ms
 * @param h flag
 * @param i properties string
 * @param j times reconsumed
 * @param k unit mode
 * @param l most times to reconsume
 * @param m whether the body is a batch
 * @param n broker name
 */
public record SendMessageRequestHeaderV2(
    String a,
    String b,
    String c,
    int d,
    int e,
    int f,
    long g,
    int h,
    @CFNullable String i,
    Integer j,
    Boolean k,
    Integer l,
    Boolean m,
    @CFNullable String n)
    implements CommandCustomHeader {

  /** The same with long names; the broker name is left out. */
  public SendMessageRequestHeader toV1() {
    return new SendMessageRequestHeader(a, b, c, d, e, f, g, h, i, j, k, m, l);
  }

  public static SendMessageRequestHeaderV2 of(SendMessageRequestHeader v1, String brokerName) {
    return new SendMessageRequestHeaderV2(
        v1.producerGroup(),
        v1.topic(),
        v1.defaultTopic(),
        v1.defaultTopicQueueNums(),
        v1.queueId(),
        v1.sysFlag(),
        v1.bornTimestamp(),
        v1.flag(),
        v1.properties(),
        v1.reconsumeTimes(),
        v1.unitMode(),
        v1.maxReconsumeTimes(),
        v1.batch(),
        brokerName);
  }
}
