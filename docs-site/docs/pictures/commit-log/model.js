/** The commit log, consume queues and index of a small broker. */
