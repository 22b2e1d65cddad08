/** What the servers and clients really have, for the tables of the reference pages. */
package io.glassmq.cli.reference;
