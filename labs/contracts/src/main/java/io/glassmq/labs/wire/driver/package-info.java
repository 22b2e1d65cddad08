/** What test and official client share: JDK types and these interfaces, nothing else. */
package io.glassmq.labs.wire.driver;
