package io.glassmq.interop.driver;

/**
 * What the answer to a send said.
 *
 * @param status the send status, such as {@code SEND_OK}
 * @param msgId the unique id that the client gave; for a batch a comma-separated list
 * @param offsetMsgId the id with the broker's address and the commit-log offset; for a batch a list
 */
public record Sent(
    String status,
    String msgId,
    String offsetMsgId,
    String brokerName,
    int queueId,
    long queueOffset) {}
