/** Small things that several packages of the client need. */
package io.glassmq.client.common;
