/**
 * The bodies that are JSON objects, as records. Each stands for the class of the same simple name
 * in the official package of the same tail; components are named as on the wire.
 */
package io.glassmq.remoting.protocol.body;
