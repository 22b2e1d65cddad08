/**
 * The ground floor of the store: files of fixed size, mapped into memory, that together are one
 * endless sequence of bytes. Knows nothing of messages.
 *
 * <p>The commit log and the consume queues stand on it; it calls nothing of the room.
 */
package io.glassmq.store.logfile;
