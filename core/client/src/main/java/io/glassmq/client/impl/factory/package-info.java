/** One client's life: its connections, its routes, its regular work. */
package io.glassmq.client.impl.factory;
