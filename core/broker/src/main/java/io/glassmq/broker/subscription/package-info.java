/** The consumer groups of this broker and their settings. */
package io.glassmq.broker.subscription;
