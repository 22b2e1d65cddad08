/**
 * The programs: name server, broker, and all of it in one process. Each has one composition root,
 * which reads the settings, builds the services, starts them in order and stops them in reverse.
 * {@code cli}, tests and labs call in; this room calls {@code namesrv} and {@code broker}. Taught
 * in chapter 00.
 */
package io.glassmq.boot;
