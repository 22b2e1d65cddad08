/**
 * The disk: the commit log, what is derived from it, flushing, recovery and retention. The broker
 * calls in through {@link io.glassmq.store.MessageStore}; this room calls only {@code common}, and
 * calls back up through {@link io.glassmq.store.MessageArrivingListener}. Taught in chapters 04 to
 * 06.
 */
package io.glassmq.store;
