package io.glassmq.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.common.message.MessageExt;
import io.glassmq.interop.driver.QueryDriver;
import io.glassmq.interop.driver.Received;
import io.glassmq.testkit.TestCluster;
import java.util.List;

/** Our admin. */
final class GlassQueryDriver implements QueryDriver {
  private final DefaultMQAdminExt admin = new DefaultMQAdminExt();

  @Override
  public void start(String namesrvAddr, String instance) throws Exception {
    TestCluster.connect(admin, namesrvAddr);
    admin.setInstanceName(instance);
    admin.start();
  }

  @Override
  public List<Received> query(String topic, String key, int maxNum, long begin, long end)
      throws Exception {
    return admin.queryMessage(topic, key, maxNum, begin, end).getMessageList().stream()
        .map(GlassQueryDriver::received)
        .toList();
  }

  @Override
  public Received view(String topic, String id) throws Exception {
    return received(admin.viewMessage(topic, id));
  }

  private static Received received(MessageExt message) {
    return new Received(
        message.getMsgId(),
        message.getTopic(),
        message.getBrokerName(),
        message.getQueueId(),
        message.getQueueOffset(),
        message.getTags(),
        message.getKeys(),
        new String(message.getBody(), UTF_8),
        message.getReconsumeTimes());
  }

  @Override
  public void close() {
    admin.shutdown();
  }
}
