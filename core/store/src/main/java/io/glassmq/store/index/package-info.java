/**
 * The index: which records of the log have a key.
 *
 * <p>The dispatcher files records, a look-up by key reads them; it stands on {@code logfile} and
 * knows keys as strings and records as offsets. Chapter 05 teaches it.
 */
package io.glassmq.store.index;
