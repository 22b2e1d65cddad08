package io.glassmq.labs.wire;

/** The wire step on the reference parts: whatever a lab replaces, this much works without it. */
class WireContractTest extends WireContract {}
