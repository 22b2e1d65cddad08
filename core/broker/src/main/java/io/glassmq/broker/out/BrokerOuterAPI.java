package io.glassmq.broker.out;

import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.CommandCustomHeader;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.RegisterBrokerBody;
import io.glassmq.remoting.protocol.header.namesrv.GetRouteInfoRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.RegisterBrokerRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.UnRegisterBrokerRequestHeader;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a broker asks its name servers. What all of them must hear is said to all at the same time;
 * one that does not answer holds up nobody else.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.out.BrokerOuterAPI}.
 */
public final class BrokerOuterAPI {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerOuterAPI.class);

  private static final long LEAVE_MILLIS = 1_000;
  private static final long ROUTE_MILLIS = 1_000;

  private final RemotingClient client;
  private final List<String> nameServers;
  private final long timeoutMillis;

  /** Those that did not answer last time, so that the log says it once. */
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  /**
   * @param timeoutMillis for one registration
   */
  public BrokerOuterAPI(RemotingClient client, List<String> nameServers, long timeoutMillis) {
    this.client = client;
    this.nameServers = nameServers;
    client.updateNameServerAddressList(nameServers);
    this.timeoutMillis = timeoutMillis;
  }

  public boolean hasNameServers() {
    return !nameServers.isEmpty();
  }

  /**
   * Registers with all name servers and waits for their answers.
   *
   * @return how many took it
   */
  public int registerBrokerAll(RegisterBrokerRequestHeader header, RegisterBrokerBody body) {
    byte[] json = RemotingSerializable.encode(body);
    return callAll(RequestCode.REGISTER_BROKER, header, json, timeoutMillis);
  }

  /** Leaves all name servers; does not wait long for one that does not answer. */
  public void unregisterBrokerAll(UnRegisterBrokerRequestHeader header) {
    callAll(RequestCode.UNREGISTER_BROKER, header, null, LEAVE_MILLIS);
  }

  /**
   * Where a topic lives, as one of the name servers knows it.
   *
   * @return nothing if it knows no such topic; fails if none answers
   */
  public CompletableFuture<Optional<TopicRouteData>> getTopicRouteInfo(String topic) {
    var header = new GetRouteInfoRequestHeader(topic, true);
    var request = RemotingCommand.createRequest(RequestCode.GET_ROUTEINFO_BY_TOPIC, header);
    return client
        .invokeAsync(null, request, ROUTE_MILLIS)
        .thenApply(answer -> route(topic, answer));
  }

  private static Optional<TopicRouteData> route(String topic, RemotingCommand answer) {
    if (answer.code() == ResponseCode.TOPIC_NOT_EXIST.code()) {
      return Optional.empty();
    }
    try {
      if (answer.isSuccess()) {
        return Optional.of(RemotingSerializable.decode(answer.body(), TopicRouteData.class));
      }
    } catch (RemotingCommandException e) {
      throw new IllegalStateException("The route of topic " + topic + " cannot be read", e);
    }
    throw new IllegalStateException("No route of topic " + topic + ": " + answer);
  }

  private int callAll(RequestCode code, CommandCustomHeader header, byte[] body, long limitMillis) {
    // region ch03 tell-all
    List<CompletableFuture<Boolean>> calls =
        nameServers.stream()
            .map(
                address ->
                    client
                        .invokeAsync(
                            address,
                            RemotingCommand.createRequest(code, header).body(body),
                            limitMillis)
                        .handle((answer, failure) -> succeeded(address, code, answer, failure)))
            .toList();
    return (int) calls.stream().filter(CompletableFuture::join).count();
    // endregion
  }

  private boolean succeeded(
      String address, RequestCode code, RemotingCommand answer, Throwable failure) {
    boolean ok = answer != null && answer.isSuccess();
    if (ok && failing.remove(address)) {
      LOG.info("Name server {} answers again", address);
    } else if (!ok && failing.add(address)) {
      Object why = failure != null ? failure.toString() : answer;
      LOG.warn("Name server {} does not take {}: {}; trying on", address, code, why);
    }
    return ok;
  }
}
