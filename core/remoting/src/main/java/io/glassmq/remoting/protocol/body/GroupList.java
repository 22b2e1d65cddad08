package io.glassmq.remoting.protocol.body;

import java.util.Set;

/** Names of groups. */
public record GroupList(Set<String> groupList) {
  public GroupList {
    groupList = groupList == null ? Set.of() : Set.copyOf(groupList);
  }
}
