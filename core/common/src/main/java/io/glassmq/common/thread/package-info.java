/**
 * How the house uses threads: a service is a duty cycle ({@link io.glassmq.common.thread.Agent})
 * that one named thread ({@link io.glassmq.common.thread.ServiceThread}) runs and sleeps on a
 * signal.
 */
package io.glassmq.common.thread;
