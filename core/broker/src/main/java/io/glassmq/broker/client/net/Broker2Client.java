package io.glassmq.broker.client.net;

import io.glassmq.broker.client.ClientChannelInfo;
import io.glassmq.broker.client.ConsumerGroupInfo;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingTimeoutException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.ResponseCode;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Asks members of a group over the connections that they have opened. No thread waits for an
 * answer: it comes, or the reason why there is none, as the answer of the returned stage.
 *
 * <p>Thread-safe. Official counterpart: {@code
 * org.apache.rocketmq.broker.client.net.Broker2Client}.
 */
public record Broker2Client(ConsumerManager consumers) {
  private static final long TIMEOUT_MILLIS = 10_000;

  /**
   * The one connected member with this id.
   *
   * @param oldestVersion that understands what it will be asked
   */
  public ClientChannelInfo member(String group, String clientId, int oldestVersion)
      throws RequestRefusedException {
    ConsumerGroupInfo members = consumers.getConsumerGroupInfo(group);
    if (members != null) {
      for (ClientChannelInfo member : members.members()) {
        if (member.clientId().equals(clientId)) {
          checkVersion(member, oldestVersion);
          return member;
        }
      }
    }
    throw new RequestRefusedException(
        ResponseCode.SYSTEM_ERROR, "The Consumer <" + group + "> <" + clientId + "> not online");
  }

  /** All connected members; refuses when one of them would not understand. */
  public List<ClientChannelInfo> members(
      String group, int oldestVersion, ResponseCode codeIfOffline) throws RequestRefusedException {
    ConsumerGroupInfo known = consumers.getConsumerGroupInfo(group);
    if (known == null) {
      throw new RequestRefusedException(
          codeIfOffline, "Consumer not online, group <" + group + ">");
    }
    List<ClientChannelInfo> members = known.members();
    for (ClientChannelInfo member : members) {
      checkVersion(member, oldestVersion);
    }
    return members;
  }

  private static void checkVersion(ClientChannelInfo member, int oldest)
      throws RequestRefusedException {
    if (member.version() < oldest) {
      throw new RequestRefusedException(
          ResponseCode.SYSTEM_ERROR,
          "The Consumer <%s> has protocol version %d, but %d is needed: upgrade it"
              .formatted(member.clientId(), member.version(), oldest));
    }
  }

  /** What a member answers: its code, remark and body. */
  public CompletionStage<RemotingCommand> call(ClientChannelInfo member, RemotingCommand request) {
    return member
        .channel()
        .invoke(request, TIMEOUT_MILLIS)
        .handle(
            (answer, failure) ->
                failure == null ? answer.relayed() : noAnswer(member, request, failure));
  }

  private static RemotingCommand noAnswer(
      ClientChannelInfo member, RemotingCommand request, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    boolean late = cause instanceof RemotingTimeoutException;
    return RemotingCommand.createResponse(
        late ? ResponseCode.CONSUME_MSG_TIMEOUT : ResponseCode.SYSTEM_ERROR,
        "consumer <%s> was asked %s, but: %s"
            .formatted(member.clientId(), request.requestCode(), cause.getMessage()));
  }
}
