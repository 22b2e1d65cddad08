package io.glassmq.labs.contracts.lab01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.glassmq.remoting.exception.RemotingCommandException;
import java.util.concurrent.Callable;

/** What must happen to bytes that are no frame. */
final class Refusal {
  private Refusal() {}

  /** Whatever is wrong with bytes from the network, only this exception may come out. */
  static void assertRefused(String what, Callable<?> call) {
    Object result;
    try {
      result = call.call();
    } catch (RemotingCommandException expected) {
      assertThat(expected).as("the text of the refusal of %s", what).hasMessageMatching(".+");
      return;
    } catch (Exception other) {
      fail("%s: expected a RemotingCommandException, but came %s", what, other);
      return;
    }
    fail("%s: expected a RemotingCommandException, but %s was returned", what, result);
  }
}
