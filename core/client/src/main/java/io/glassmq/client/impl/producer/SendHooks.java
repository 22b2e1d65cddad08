package io.glassmq.client.impl.producer;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.hook.CheckForbiddenContext;
import io.glassmq.client.hook.CheckForbiddenHook;
import io.glassmq.client.hook.SendMessageContext;
import io.glassmq.client.hook.SendMessageHook;
import io.glassmq.client.impl.CommunicationMode;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hooks of one producer, called around each attempt. Thread-safe. */
final class SendHooks {
  private static final Logger LOG = LoggerFactory.getLogger(SendHooks.class);

  private final ProducerConfig settings;
  private final List<SendMessageHook> around = new CopyOnWriteArrayList<>();
  private final List<CheckForbiddenHook> checks = new CopyOnWriteArrayList<>();

  SendHooks(ProducerConfig settings) {
    this.settings = settings;
  }

  void add(SendMessageHook hook) {
    around.add(hook);
  }

  void add(CheckForbiddenHook hook) {
    checks.add(hook);
  }

  /**
   * @return to be given to {@link #after}; null when there are no hooks
   * @throws MQClientException if a hook forbids the message
   */
  SendMessageContext before(Message msg, MessageQueue queue, String address, CommunicationMode mode)
      throws MQClientException {
    if (!checks.isEmpty()) {
      check(msg, queue, address, mode);
    }
    if (around.isEmpty()) {
      return null;
    }
    var context = new SendMessageContext();
    context.setProducerGroup(settings.getProducerGroup());
    context.setMessage(msg);
    context.setMq(queue);
    context.setBrokerAddr(address);
    context.setBornHost(settings.getClientIP());
    context.setNamespace(settings.getNamespace());
    context.setCommunicationMode(mode);
    forEach(hook -> hook.sendMessageBefore(context));
    return context;
  }

  private void check(Message msg, MessageQueue queue, String address, CommunicationMode mode)
      throws MQClientException {
    var context = new CheckForbiddenContext();
    context.setNameSrvAddr(settings.getNamesrvAddr());
    context.setGroup(settings.getProducerGroup());
    context.setMessage(msg);
    context.setMq(queue);
    context.setBrokerAddr(address);
    context.setCommunicationMode(mode);
    for (CheckForbiddenHook hook : checks) {
      hook.checkForbidden(context);
    }
  }

  /**
   * @param result or null
   * @param failure or null
   */
  void after(SendMessageContext context, SendResult result, Exception failure) {
    if (context != null) {
      context.setSendResult(result);
      context.setException(failure);
      forEach(hook -> hook.sendMessageAfter(context));
    }
  }

  private void forEach(Consumer<SendMessageHook> call) {
    for (SendMessageHook hook : around) {
      try {
        call.accept(hook);
      } catch (RuntimeException e) {
        LOG.warn("Group {}: hook {} failed", settings.getProducerGroup(), hook.hookName(), e);
      }
    }
  }
}
