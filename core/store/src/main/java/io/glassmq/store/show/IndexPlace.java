package io.glassmq.store.show;

import java.util.List;

/**
 * Where the index tells of a message under one of its keys.
 *
 * @param key under which it was filed, with its topic
 * @param chain numbers of the entries from the slot's newest down to the message's own
 */
public record IndexPlace(String key, List<Integer> chain, Excerpt slot, Excerpt entry) {}
