/**
 * For tests and labs, never shipped: clusters on free ports in temporary folders, and servers as
 * processes that can be killed. Tests call in; this room calls {@code boot}.
 */
package io.glassmq.testkit;
