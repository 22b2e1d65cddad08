/** What the broker says to the name servers. */
package io.glassmq.broker.out;
