/**
 * Pulls that found nothing and wait for a message. The processor of pulls parks them here; the
 * store's dispatch thread and one clock-driven thread wake them. Taught in chapter 08.
 */
package io.glassmq.broker.longpolling;
