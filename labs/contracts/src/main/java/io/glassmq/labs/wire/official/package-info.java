/** Drives the official client; only its class loader loads these classes. */
package io.glassmq.labs.wire.official;
