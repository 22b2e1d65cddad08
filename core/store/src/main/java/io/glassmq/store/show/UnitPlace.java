package io.glassmq.store.show;

/**
 * Where a consume queue tells of a message.
 *
 * @param number of the unit
 */
public record UnitPlace(QueueView queue, long number, Excerpt unit) {}
