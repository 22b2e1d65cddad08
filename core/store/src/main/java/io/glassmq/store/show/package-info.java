/**
 * A store's folder for readers: what lies in it, file by file and structure by structure, taken
 * apart by the same descriptors that the broker writes with. Nothing here creates, locks, maps or
 * changes a file, so a store may be looked at while a broker has it open; nothing is believed
 * either, so a damaged store may be looked at as well.
 *
 * <p>The command {@code mq store show} calls in; the broker does not. Taught in chapter 04.
 */
package io.glassmq.store.show;
