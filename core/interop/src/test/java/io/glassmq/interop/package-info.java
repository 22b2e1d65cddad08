/**
 * Both directions over one wire: official clients against our servers, our client against theirs.
 */
package io.glassmq.interop;
