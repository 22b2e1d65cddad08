/** Bit fields of messages and requests. */
package io.glassmq.common.sysflag;
