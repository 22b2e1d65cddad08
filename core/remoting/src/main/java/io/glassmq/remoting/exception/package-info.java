/** What can go wrong between two ends of a connection. */
package io.glassmq.remoting.exception;
