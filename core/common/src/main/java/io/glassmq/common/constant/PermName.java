package io.glassmq.common.constant;

/**
 * The permission bits of a topic and of a broker.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.constant.PermName}.
 */
public final class PermName {
  public static final int PERM_READ = 1 << 2;
  public static final int PERM_WRITE = 1 << 1;

  /** Topics may be created automatically after this one's pattern. */
  public static final int PERM_INHERIT = 1;

  public static final int READ_WRITE = PERM_READ | PERM_WRITE;

  private PermName() {}

  public static boolean isReadable(int perm) {
    return (perm & PERM_READ) == PERM_READ;
  }

  public static boolean isWriteable(int perm) {
    return (perm & PERM_WRITE) == PERM_WRITE;
  }

  public static boolean isInherited(int perm) {
    return (perm & PERM_INHERIT) == PERM_INHERIT;
  }
}
