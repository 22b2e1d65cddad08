package io.glassmq.remoting.protocol.heartbeat;

import java.util.HashSet;
import java.util.Set;

/**
 * A client says that it lives, and who it is.
 *
 * @param heartbeatFingerprint 0: the sender does not know about heartbeats without subscriptions
 * @param withoutSub only to stay alive; the subscriptions are those of the last full heartbeat
 */
public record HeartbeatData(
    String clientID,
    Set<ProducerData> producerDataSet,
    Set<ConsumerData> consumerDataSet,
    int heartbeatFingerprint,
    boolean withoutSub) {
  public HeartbeatData {
    producerDataSet = producerDataSet == null ? Set.of() : Set.copyOf(producerDataSet);
    consumerDataSet = consumerDataSet == null ? Set.of() : Set.copyOf(consumerDataSet);
  }

  /** The same client with one more producer group. */
  public HeartbeatData with(ProducerData producer) {
    Set<ProducerData> producers = new HashSet<>(producerDataSet);
    producers.add(producer);
    return new HeartbeatData(
        clientID, producers, consumerDataSet, heartbeatFingerprint, withoutSub);
  }
}
