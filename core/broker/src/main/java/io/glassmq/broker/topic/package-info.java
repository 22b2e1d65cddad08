/** The topics of this broker and their settings. */
package io.glassmq.broker.topic;
