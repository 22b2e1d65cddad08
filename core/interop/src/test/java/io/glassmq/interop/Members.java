package io.glassmq.interop;

import io.glassmq.common.message.MessageQueue;
import io.glassmq.interop.driver.MemberDriver;
import io.glassmq.interop.driver.MemberDriver.Membership;
import io.glassmq.interop.driver.Received;
import io.glassmq.testkit.Delivery;
import io.glassmq.testkit.TestGroup;
import java.util.List;
import java.util.function.Predicate;

/**
 * Consumers of both makes as members of a test group.
 *
 * @param works whether a member's listener is done with a message; it fails if not
 */
record Members(
    OfficialClients officials,
    GlassClient glass,
    String namesrvAddr,
    String topic,
    MemberDriver.Strategy strategy,
    boolean orderly,
    Predicate<Received> works) {

  /** Which make a member is of. */
  enum Make {
    OFFICIAL,
    GLASS;

    /** A, C and E are official, B and D are ours: each change of members mixes the makes. */
    static Make byTurns(String member) {
      return values()[(member.charAt(0) - 'A') % 2];
    }
  }

  TestGroup.Member join(String member, TestGroup group, Make make) throws Exception {
    var membership =
        new Membership(
            namesrvAddr, member + "-" + group.name(), group.name(), topic, strategy, orderly);
    var listener = new Noting(member, group, works);
    MemberDriver driver =
        make == Make.GLASS
            ? glass.member(membership, listener)
            : officials.get(ClientKind.V5_JSON).member(membership, listener);
    return new Running(driver);
  }

  private record Running(MemberDriver driver) implements TestGroup.Member {
    @Override
    public String clientId() {
      return driver.clientId();
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  /** Writes what a member hears into the group's ledger. */
  private record Noting(String member, TestGroup group, Predicate<Received> works)
      implements MemberDriver.Listener {
    @Override
    public boolean consume(Received message) {
      long begin = System.nanoTime();
      boolean done = works.test(message);
      var queue = new MessageQueue(message.topic(), message.brokerName(), message.queueId());
      group
          .ledger()
          .delivered(
              new Delivery(
                  member,
                  message.body(),
                  queue,
                  message.queueOffset(),
                  begin,
                  System.nanoTime(),
                  done));
      return done;
    }

    @Override
    public void shared(String topic, List<String> queues) {
      group
          .ledger()
          .shared(member, topic, queues.stream().map(queue -> queue(topic, queue)).toList());
    }

    private static MessageQueue queue(String topic, String brokerAndId) {
      int colon = brokerAndId.lastIndexOf(':');
      return new MessageQueue(
          topic,
          brokerAndId.substring(0, colon),
          Integer.parseInt(brokerAndId.substring(colon + 1)));
    }
  }
}
