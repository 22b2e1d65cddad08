/** What a user of the client has to catch. */
package io.glassmq.client.exception;
