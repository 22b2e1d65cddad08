/** The broker asks its clients. The processors of administrators' requests call in. */
package io.glassmq.broker.client.net;
