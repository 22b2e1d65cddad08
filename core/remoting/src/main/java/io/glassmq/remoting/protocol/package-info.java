/**
 * What is said on the wire: commands, codes, headers and bodies as records, and their encodings.
 * Taught in chapter 01.
 */
package io.glassmq.remoting.protocol;
