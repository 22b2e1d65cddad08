package io.glassmq.bench;

import io.glassmq.interop.RawConnection;
import io.glassmq.interop.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Knocks at starting servers as a producer would, but every few milliseconds: asks for the route of
 * the topic that new topics come from, then sends a message.
 */
record FirstMessage(Servers servers) {
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** GET_ROUTEINFO_BY_TOPIC. */
  private static final String ROUTE =
      """
      {"code":105,"language":"JAVA","version":0,"opaque":1,"flag":0,
      "extFields":{"topic":"TBW102"}}""";

  /** SEND_MESSAGE with its fields by name. */
  private static final String SEND =
      """
      {"code":10,"language":"JAVA","version":0,"opaque":2,"flag":0,
      "extFields":{"producerGroup":"bench","topic":"BenchFirst","defaultTopic":"TBW102",
      "defaultTopicQueueNums":"4","queueId":"0","sysFlag":"0","bornTimestamp":"1","flag":"0",
      "properties":"","reconsumeTimes":"0","unitMode":"false","batch":"false"}}""";

  /** Returns as soon as a message was accepted. */
  void awaitAccepted() {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    RawConnection namesrv = connection(servers.namesrvAddr());
    RawConnection broker = connection(servers.brokerAddr());
    String answer = ask(namesrv, ROUTE, new byte[0]);
    while (!answer.contains(servers.brokerAddr())) {
      answer = again(deadline, namesrv, ROUTE, new byte[0], answer);
    }
    byte[] body = new byte[1024];
    answer = ask(broker, SEND, body);
    while (!answer.contains("\"code\":0,")) {
      answer = again(deadline, broker, SEND, body, answer);
    }
  }

  private static String again(
      long deadline, RawConnection server, String header, byte[] body, String last) {
    if (System.nanoTime() - deadline > 0) {
      throw new IllegalStateException("no message accepted after " + LIMIT + ": " + last);
    }
    LockSupport.parkNanos(PAUSE.toNanos());
    return ask(server, header, body);
  }

  private static String ask(RawConnection server, String header, byte[] body) {
    try {
      return server.ask(header, body);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static RawConnection connection(String address) {
    int colon = address.indexOf(':');
    return new RawConnection(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }
}
