package io.glassmq.broker;

import io.glassmq.common.config.ConfigReader;
import io.glassmq.common.message.MessageRequestMode;

/**
 * Which queues consumers are told to work on that leave it to the broker, by the official keys:
 * part of {@link BrokerConfig}.
 *
 * @param serverLoadBalancerEnable whether the broker shares out the queues; otherwise it gives all
 *     of them to each consumer
 * @param defaultMessageRequestMode PULL or POP: how groups get messages that nobody has set it for
 * @param defaultPopShareQueueNum when such groups pop, each member gets the shares of so many
 *     others beside its own; -1 for all
 * @param loadBalancePollNameServerIntervalMillis {@code loadBalancePollNameServerInterval}:
 *     milliseconds for which the broker believes a route
 */
public record LoadBalanceConfig(
    boolean serverLoadBalancerEnable,
    MessageRequestMode defaultMessageRequestMode,
    int defaultPopShareQueueNum,
    long loadBalancePollNameServerIntervalMillis) {

  static LoadBalanceConfig read(ConfigReader in) {
    return new LoadBalanceConfig(
        in.booleanValue("serverLoadBalancerEnable", true),
        in.enumValue("defaultMessageRequestMode", MessageRequestMode.PULL),
        in.intValue("defaultPopShareQueueNum", -1, -1, Integer.MAX_VALUE),
        in.longValue("loadBalancePollNameServerInterval", 30_000, 0, Integer.MAX_VALUE));
  }
}
