package io.glassmq.client.producer;

/**
 * How safe a stored message is. Only {@link #SEND_OK} says that all that was asked for is done;
 * with the others the message is stored, but a copy or a flush is still due.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.producer.SendStatus}.
 */
public enum SendStatus {
  SEND_OK,
  FLUSH_DISK_TIMEOUT,
  FLUSH_SLAVE_TIMEOUT,
  SLAVE_NOT_AVAILABLE
}
