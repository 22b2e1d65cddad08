/**
 * Consumption without rebalance: the broker hands messages out, hides them for a while, and takes
 * acks. Taught in chapters 12 and 13.
 */
package io.glassmq.broker.pop;
