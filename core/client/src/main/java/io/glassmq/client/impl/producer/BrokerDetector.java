package io.glassmq.client.impl.producer;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.client.latency.MQFaultStrategy;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.route.BrokerData;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks brokers that could not be reached whether they can be again: one of them for the end of a
 * queue, which costs it next to nothing. Without it only the next message would find out.
 *
 * <p>Runs on the scheduled thread of the client. Official counterpart: {@code
 * org.apache.rocketmq.client.latency.ServiceDetector}.
 */
final class BrokerDetector {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerDetector.class);
  private static final int LEAST_INTERVAL_MILLIS = 3_000;

  private final ProducerConfig settings;
  private final MQClientInstance instance;
  private final MQFaultStrategy faults;

  BrokerDetector(ProducerConfig settings, SendKernel kernel) {
    this.settings = settings;
    this.instance = kernel.instance();
    this.faults = kernel.faults();
  }

  void start() {
    int interval = Math.max(LEAST_INTERVAL_MILLIS, settings.getDetectInterval());
    instance.repeat("detect brokers", this::detect, interval, interval);
  }

  void detect() throws InterruptedException {
    Map<String, Map<Long, String>> brokers = instance.routes().brokers();
    for (String broker : faults.unreachableBrokers()) {
      String address = brokers.getOrDefault(broker, Map.of()).get(BrokerData.MASTER_ID);
      MessageQueue queue = instance.routes().anyQueueOf(broker);
      if (address != null && queue != null && isThere(address, queue)) {
        LOG.info("Broker {} can be reached again", broker);
        faults.updateFaultItem(broker, 0, false, true);
      }
    }
  }

  private boolean isThere(String address, MessageQueue queue) throws InterruptedException {
    try {
      instance.api().getMaxOffset(address, queue, settings.getDetectTimeout());
      return true;
    } catch (MQBrokerException e) {
      return true; // a refusal is an answer
    } catch (RemotingException e) {
      LOG.debug("Broker {} at {} cannot be reached: {}", queue.getBrokerName(), address, e);
      return false;
    }
  }
}
