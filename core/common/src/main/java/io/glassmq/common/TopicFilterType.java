package io.glassmq.common;

/** Whether a message of a topic carries one tag or several. */
public enum TopicFilterType {
  SINGLE_TAG,
  MULTI_TAG
}
