/** Programs that use all of a client's official interface; both clients must compile them. */
package io.glassmq.interop.api;
