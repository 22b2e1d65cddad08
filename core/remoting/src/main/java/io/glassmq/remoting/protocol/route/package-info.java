/** Where topics live; named as in the official package of the same tail. */
package io.glassmq.remoting.protocol.route;
