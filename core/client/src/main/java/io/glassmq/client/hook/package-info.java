/** What a user may hang into sending and consuming, to watch it. */
package io.glassmq.client.hook;
