/** How far each group has read. */
package io.glassmq.broker.offset;
