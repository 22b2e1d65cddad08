package io.glassmq.store;

/**
 * Decides which files may go, from numbers alone: it knows neither clock nor disk.
 *
 * <pre>
 *  the disk is fuller than        deleted
 *    85 %                         the oldest file, whatever its age
 *    75 %, or it is 4 o'clock,    the oldest file, if it is expired: not written for 72 hours
 *    or somebody asks for it
 *    otherwise                    nothing
 * </pre>
 *
 * The numbers are the defaults. Above 90 % no messages are taken; that is up to {@link DiskGuard}.
 */
record RetentionPolicy(RetentionConfig config) {

  /** Which files may go. */
  enum Deletion {
    NOTHING,
    EXPIRED,
    OLDEST
  }

  /**
   * @param hour of the local day, 0 to 23
   * @param usedPercent of the fullest disk that the store uses
   * @param asked whether an administrator wants it now
   */
  Deletion decide(int hour, double usedPercent, boolean asked) {
    if (usedPercent > config.deleteForciblyPercent() && config.deleteForcibly()) {
      return Deletion.OLDEST;
    }
    boolean timeIsUp = config.deleteHours().contains(hour);
    return timeIsUp || asked || usedPercent > config.deletePercent()
        ? Deletion.EXPIRED
        : Deletion.NOTHING;
  }

  /** Whether a file that was written last at {@code lastModifiedMillis} is old enough to go. */
  boolean isExpired(long lastModifiedMillis, long nowMillis) {
    return nowMillis - lastModifiedMillis >= config.fileReservedMillis();
  }
}
