/** Settings by name space and key, kept in a file. The processors call in. */
package io.glassmq.namesrv.kvconfig;
