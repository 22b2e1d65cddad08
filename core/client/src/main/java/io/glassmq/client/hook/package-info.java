/** Where users look into a client's work, or forbid it: around sending and around consuming. */
package io.glassmq.client.hook;
