/**
 * What a test may ask of any client, in types of the JDK only: the one package that the tests share
 * with the class loaders in which the official clients live.
 */
package io.glassmq.interop.driver;
