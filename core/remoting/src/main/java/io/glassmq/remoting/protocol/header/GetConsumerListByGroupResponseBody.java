package io.glassmq.remoting.protocol.header;

import java.util.List;

/** Client ids of a group's members. (A body; it stands here because the official one does.) */
public record GetConsumerListByGroupResponseBody(List<String> consumerIdList) {}
