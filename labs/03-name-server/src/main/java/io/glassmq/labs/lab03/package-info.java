/** Lab 03: the route table. {@link MyRouteTable} is yours to write; the rest is ready. */
package io.glassmq.labs.lab03;
