package io.glassmq.interop.official;

import io.glassmq.interop.driver.QueryDriver;
import io.glassmq.interop.driver.Received;
import java.util.List;
import org.apache.rocketmq.tools.admin.DefaultMQAdminExt;

/** The official admin. */
public final class RocketQueryDriver implements QueryDriver {
  private DefaultMQAdminExt admin;

  @Override
  public void start(String namesrvAddr, String instance) throws Exception {
    admin = new DefaultMQAdminExt();
    admin.setNamesrvAddr(namesrvAddr);
    admin.setInstanceName(instance);
    admin.start();
  }

  @Override
  public List<Received> query(String topic, String key, int maxNum, long begin, long end)
      throws Exception {
    return admin.queryMessage(topic, key, maxNum, begin, end).getMessageList().stream()
        .map(RocketClientDriver::received)
        .toList();
  }

  @Override
  public Received view(String topic, String id) throws Exception {
    return RocketClientDriver.received(admin.viewMessage(topic, id));
  }

  @Override
  public void close() {
    admin.shutdown();
  }
}
