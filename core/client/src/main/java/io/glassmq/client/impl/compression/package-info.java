/** Message bodies, smaller: only clients compress and decompress, brokers never look. */
package io.glassmq.client.impl.compression;
