/**
 * The drivers of the official clients. Compiled against 5.5.0 and run on the jars of either release
 * by {@link io.glassmq.interop.OfficialClient}; never loaded by the application class loader.
 */
package io.glassmq.interop.official;
