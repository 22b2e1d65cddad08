/**
 * The shared language of the house: messages and their bytes, ids, flags, topic settings, the clock
 * and the life cycle of services. No Netty and no files live here. Every other room calls in; this
 * one calls nobody. Taught in chapter 00.
 */
package io.glassmq.common;
