/**
 * Messages that wait for a moment of their own: they lie in a topic of the store until it has come,
 * then in the one that they were meant for. The broker holds back check points and acknowledgements
 * of pop with it. Calls the store like any sender and reader.
 */
package io.glassmq.store.timer;
