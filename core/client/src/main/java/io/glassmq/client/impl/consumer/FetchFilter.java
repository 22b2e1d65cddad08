package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.hook.FilterMessageContext;
import io.glassmq.client.hook.FilterMessageHook;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out of fetched messages what the user's hooks do not want.
 *
 * <p>Any thread.
 *
 * @param hooks the live list
 */
record FetchFilter(DefaultMQPushConsumer settings, List<FilterMessageHook> hooks) {
  private static final Logger LOG = LoggerFactory.getLogger(FetchFilter.class);

  List<MessageExt> wanted(MessageQueue queue, List<MessageExt> found) {
    if (hooks.isEmpty()) {
      return found;
    }
    var context =
        new FilterMessageContext(
            settings.getConsumerGroup(), queue, new ArrayList<>(found), settings.isUnitMode());
    for (FilterMessageHook hook : hooks) {
      try {
        hook.filterMessage(context);
      } catch (RuntimeException e) {
        LOG.error("Filter hook {} failed for {}", hook.hookName(), queue, e);
      }
    }
    return context.getMsgList();
  }
}
