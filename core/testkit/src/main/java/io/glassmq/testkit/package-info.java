/**
 * For tests and labs, never shipped: clusters on free ports in temporary folders, brokers as
 * processes that can be killed, steady load, consumer groups whose members come and go, and ledgers
 * that judge what they got. Tests call in; this room calls {@code boot} and {@code client}.
 */
package io.glassmq.testkit;
