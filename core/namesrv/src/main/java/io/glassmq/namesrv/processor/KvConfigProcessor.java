package io.glassmq.namesrv.processor;

import io.glassmq.namesrv.kvconfig.KVConfigManager;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.KVTable;
import io.glassmq.remoting.protocol.header.namesrv.DeleteKVConfigRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.GetKVConfigRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.GetKVConfigResponseHeader;
import io.glassmq.remoting.protocol.header.namesrv.GetKVListByNamespaceRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.PutKVConfigRequestHeader;
import java.io.IOException;
import java.util.Map;

/**
 * Reads and changes key-value settings. Runs on the name server's pool.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.namesrv.processor.DefaultRequestProcessor}.
 */
public record KvConfigProcessor(KVConfigManager kvConfig) implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel from, RemotingCommand request)
      throws RemotingCommandException, IOException {
    return switch (request.requestCode()) {
      case PUT_KV_CONFIG -> put(request.decodeHeader(PutKVConfigRequestHeader.class));
      case GET_KV_CONFIG -> get(request.decodeHeader(GetKVConfigRequestHeader.class));
      case DELETE_KV_CONFIG -> delete(request.decodeHeader(DeleteKVConfigRequestHeader.class));
      case GET_KVLIST_BY_NAMESPACE ->
          list(request.decodeHeader(GetKVListByNamespaceRequestHeader.class));
      default -> throw new IllegalArgumentException("not mine: " + request);
    };
  }

  private RemotingCommand put(PutKVConfigRequestHeader header) throws IOException {
    kvConfig.put(header.namespace(), header.key(), header.value());
    return RemotingCommand.success();
  }

  private RemotingCommand get(GetKVConfigRequestHeader header) {
    String value = kvConfig.get(header.namespace(), header.key());
    return value == null
        ? missing("Namespace: " + header.namespace() + " Key: " + header.key())
        : RemotingCommand.success().header(new GetKVConfigResponseHeader(value));
  }

  private RemotingCommand delete(DeleteKVConfigRequestHeader header) throws IOException {
    kvConfig.delete(header.namespace(), header.key());
    return RemotingCommand.success();
  }

  private RemotingCommand list(GetKVListByNamespaceRequestHeader header) {
    Map<String, String> table = kvConfig.getAll(header.namespace());
    return table == null
        ? missing("Namespace: " + header.namespace())
        : RemotingCommand.success().body(RemotingSerializable.encode(new KVTable(table)));
  }

  private static RemotingCommand missing(String what) {
    return RemotingCommand.createResponse(ResponseCode.QUERY_NOT_FOUND, "No config item, " + what);
  }
}
