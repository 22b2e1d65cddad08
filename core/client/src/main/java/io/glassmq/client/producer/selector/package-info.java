/** Ready-made queue selectors. */
package io.glassmq.client.producer.selector;
