package io.glassmq.store.logfile;

/**
 * A byte of the log on disk.
 *
 * @param fileName of the commit log file, relative to the store folder where it lies in there
 * @param position in the file
 */
public record FilePosition(String fileName, int position) {}
