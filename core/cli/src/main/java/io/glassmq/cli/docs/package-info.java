/**
 * {@code ./mq docs}: builds the site of {@code docs-site} and serves it on this machine. The
 * launcher calls in; this package calls {@code classroom} for tours that nobody has recorded yet,
 * and Python for the rest.
 */
package io.glassmq.cli.docs;
