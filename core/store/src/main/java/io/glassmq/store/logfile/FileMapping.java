package io.glassmq.store.logfile;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * A file mapped into memory, with a way to end the mapping at once instead of at some later garbage
 * collection.
 *
 * <p>Since Java 22 an {@code Arena} does that; before, only {@code sun.misc.Unsafe} can. This is
 * the one place that reaches for either, so that the house compiles for Java 17 and runs on newer
 * ones.
 *
 * @param buffer the whole file
 * @param unmap ends the mapping. Nobody may touch the buffer or a slice of it afterwards: on old
 *     Javas that would crash the JVM
 */
record FileMapping(MappedByteBuffer buffer, Runnable unmap) {

  private interface Mapper {
    FileMapping map(FileChannel channel, int size) throws Throwable;
  }

  private static final Mapper MAPPER = mapper();

  /** Maps the first {@code size} bytes for reading and writing; the file grows if it is shorter. */
  static FileMapping of(FileChannel channel, int size) throws IOException {
    try {
      return MAPPER.map(channel, size);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot map a file of " + size + " bytes", e);
    }
  }

  private static Mapper mapper() {
    try {
      return Runtime.version().feature() >= 22 ? arenas() : unsafe();
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static Mapper arenas() throws ReflectiveOperationException {
    var lookup = MethodHandles.publicLookup();
    Class<?> arena = Class.forName("java.lang.foreign.Arena");
    Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
    MethodHandle ofShared = lookup.findStatic(arena, "ofShared", MethodType.methodType(arena));
    MethodHandle close = lookup.findVirtual(arena, "close", MethodType.methodType(void.class));
    var mapType = MethodType.methodType(segment, MapMode.class, long.class, long.class, arena);
    MethodHandle map = lookup.findVirtual(FileChannel.class, "map", mapType);
    MethodHandle asBuffer =
        lookup.findVirtual(segment, "asByteBuffer", MethodType.methodType(ByteBuffer.class));
    return (channel, size) -> {
      Object owner = ofShared.invoke();
      Object mapped = map.invoke(channel, MapMode.READ_WRITE, 0L, (long) size, owner);
      return new FileMapping((MappedByteBuffer) asBuffer.invoke(mapped), () -> call(close, owner));
    };
  }

  private static Mapper unsafe() throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    var field = unsafe.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    var type = MethodType.methodType(void.class, ByteBuffer.class);
    MethodHandle cleaner =
        MethodHandles.lookup().findVirtual(unsafe, "invokeCleaner", type).bindTo(field.get(null));
    return (channel, size) -> {
      MappedByteBuffer buffer = channel.map(MapMode.READ_WRITE, 0, size);
      return new FileMapping(buffer, () -> call(cleaner, buffer));
    };
  }

  private static void call(MethodHandle handle, Object argument) {
    try {
      handle.invoke(argument);
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot unmap " + argument, e);
    }
  }
}
