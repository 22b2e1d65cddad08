/** The names of the forms in which a body can be compressed; clients know how. */
package io.glassmq.common.compression;
