package io.glassmq.common.event;

import jdk.jfr.Label;
import jdk.jfr.Name;

/** An acknowledgement met its check point in memory and costs no write. */
@Name("glassmq.PopMerge")
@Label("Merge")
public final class PopMergeEvent extends PopEvent {}
