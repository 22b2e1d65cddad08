/** Marks on header records, read by the header codec. */
package io.glassmq.remoting.annotation;
