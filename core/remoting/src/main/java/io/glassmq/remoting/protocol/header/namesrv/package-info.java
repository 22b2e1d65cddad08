/** The headers of what a name server is asked; see the package above. */
package io.glassmq.remoting.protocol.header.namesrv;
