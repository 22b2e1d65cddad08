/**
 * What producers and consumers share inside: the connection to the cluster, its routes, typed
 * calls.
 */
package io.glassmq.client.impl;
