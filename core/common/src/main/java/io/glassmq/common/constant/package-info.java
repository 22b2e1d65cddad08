/** Constants that travel on the wire. Everybody calls in; nothing is called. */
package io.glassmq.common.constant;
