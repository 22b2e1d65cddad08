package io.glassmq.store.logfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jetbrains.annotations.Debug;

/**
 * Files of equal size in one folder that together are one endless sequence of bytes, addressed by
 * offset.
 *
 * <p>The owner's writing thread appends and rolls, its cleaning thread deletes; any thread reads;
 * flushing takes the object's own lock. The list of files is copied on change, under a lock that
 * nothing is done in, so finding a file is one division.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.MappedFileQueue}.
 */
@Debug.Renderer(text = "toString()", childrenArray = "files")
public final class MappedFileQueue implements LogTail {

  /** Makes the next file; a seam for making it ahead of time. */
  public interface FileSource {
    MappedFile open(Path path, int size) throws IOException;
  }

  private static final MappedFile[] NONE = {};

  private final Path folder;
  private final int fileSize;
  private final FileLayer layer;
  private final FileSource source;
  private final Object listChange = new Object();
  private volatile MappedFile[] files = NONE;
  private volatile long flushedOffset;
  private boolean flushFailed;

  public MappedFileQueue(Path folder, int fileSize, FileLayer layer) {
    this(folder, fileSize, layer, (path, size) -> MappedFile.open(layer, path, size));
  }

  public MappedFileQueue(Path folder, int fileSize, FileLayer layer, FileSource source) {
    this.folder = folder;
    this.fileSize = fileSize;
    this.layer = layer;
    this.source = source;
  }

  public static String fileName(long startOffset) {
    String digits = Long.toString(startOffset);
    return "0".repeat(20 - digits.length()) + digits;
  }

  /**
   * Maps what is there. Each file counts as full until recovery knows better.
   *
   * @param lastExitOk if not, nobody knows what the disk has: the first flush brings everything
   *     there. And the last file may be short: a crash in {@link #truncateTo}
   */
  public void load(boolean lastExitOk) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> list = Files.list(folder)) {
      List<Path> paths =
          list.filter(path -> path.getFileName().toString().matches("\\d{20}")).sorted().toList();
      for (Path path : paths) {
        boolean last = path.equals(paths.get(paths.size() - 1));
        if (last && Files.size(path) == 0) {
          Files.delete(path);
        } else {
          checkSize(path, last && !lastExitOk);
          var file = MappedFile.open(layer, path, fileSize);
          file.setLoaded(lastExitOk);
          add(file);
        }
      }
    }
    flushedOffset = lastExitOk ? maxOffset() : minOffset();
  }

  private void checkSize(Path path, boolean mayBeShort) throws IOException {
    long size = Files.size(path);
    if (size != fileSize && !(mayBeShort && size < fileSize)) {
      String rule = "%s has %d bytes, but the configured file size is %d; %s.";
      String advice = "set the size with which the store was made";
      throw new IOException(rule.formatted(path, size, fileSize, advice));
    }
  }

  /** Offset of the first file that is missing between two others; the end if none is. */
  public long firstHole() {
    MappedFile[] list = files;
    int i = 0;
    while (i < list.length && list[i].startOffset() == minOffset() + (long) i * fileSize) {
      i++;
    }
    return minOffset() + (long) i * fileSize;
  }

  public void requireNoHole() throws IOException {
    if (firstHole() != maxOffset()) {
      Path missing = folder.resolve(fileName(firstHole()));
      throw new IOException(
          missing + " is missing; put it back, or move away the files before it.");
    }
  }

  @Override
  public int fileSize() {
    return fileSize;
  }

  /** The file that is written, or null if there is none yet. */
  public MappedFile last() {
    MappedFile[] list = files;
    return list.length == 0 ? null : list[list.length - 1];
  }

  @Override
  public long offset() {
    return maxOffset();
  }

  @Override
  public int room() {
    MappedFile last = last();
    return last == null ? 0 : last.size() - last.wrotePosition();
  }

  @Override
  public void append(ByteBuffer bytes) throws IOException {
    last().append(bytes);
  }

  @Override
  public boolean next() throws IOException {
    MappedFile last = last();
    if (last != null) {
      last.fill();
    }
    roll();
    return true;
  }

  /** Adds the next file and returns it. */
  public MappedFile roll() throws IOException {
    MappedFile last = last();
    return startAt(last == null ? 0 : last.startOffset() + fileSize);
  }

  /** Adds the file that begins at {@code startOffset}: the first of the sequence, or the next. */
  public MappedFile startAt(long startOffset) throws IOException {
    Files.createDirectories(folder);
    MappedFile file = source.open(folder.resolve(fileName(startOffset)), fileSize);
    add(file);
    return file;
  }

  private void add(MappedFile file) {
    synchronized (listChange) {
      MappedFile[] list = Arrays.copyOf(files, files.length + 1);
      list[list.length - 1] = file;
      files = list;
    }
  }

  /**
   * Deletes the oldest file, unless it is the last one. From now on nobody finds it; who has a
   * slice of it keeps that.
   *
   * <p>The file goes from the disk first: should that fail, nothing has changed, and no younger
   * file can go before it and leave a hole.
   *
   * @return whether there was one to delete
   */
  public boolean deleteFirst() throws IOException {
    MappedFile[] list = files;
    if (list.length < 2) {
      return false;
    }
    Files.deleteIfExists(list[0].path());
    synchronized (listChange) {
      files = Arrays.copyOfRange(files, 1, files.length);
    }
    list[0].close();
    return true;
  }

  /** All files, oldest first. Not to be changed. */
  public MappedFile[] files() {
    return files;
  }

  /** The file that holds this byte, or null. */
  public MappedFile find(long offset) {
    MappedFile[] list = files;
    if (list.length == 0 || offset < list[0].startOffset()) {
      return null;
    }
    long index = (offset - list[0].startOffset()) / fileSize;
    return index < list.length ? list[(int) index] : null;
  }

  /** These bytes, or null if they are not all there. The caller releases them. */
  public MappedSlice slice(long offset, int length) {
    MappedFile file = find(offset);
    return file == null ? null : file.slice((int) (offset - file.startOffset()), length);
  }

  /** All bytes from {@code offset} to the readable end of its file, or null if there are none. */
  public MappedSlice sliceToFileEnd(long offset) {
    MappedFile file = find(offset);
    return file == null ? null : file.slice((int) (offset - file.startOffset()));
  }

  /** Where on the disk this byte lies, the path relative to {@code root} if it is in there. */
  public Optional<FilePosition> position(long offset, Path root) {
    MappedFile file = find(offset);
    if (file == null || offset >= file.endOffset()) {
      return Optional.empty();
    }
    Path path = folder.startsWith(root) ? root.relativize(file.path()) : file.path();
    return Optional.of(new FilePosition(path.toString(), (int) (offset - file.startOffset())));
  }

  public long minOffset() {
    MappedFile[] list = files;
    return list.length == 0 ? 0 : list[0].startOffset();
  }

  /** Where the next byte goes. */
  public long maxOffset() {
    MappedFile last = last();
    return last == null ? 0 : last.endOffset();
  }

  /** Everything before this is on the disk. */
  public long flushedOffset() {
    return flushedOffset;
  }

  /**
   * Brings what was appended before this call to the disk, unless fewer than {@code leastPages}
   * pages wait; 0 for all.
   *
   * <p>Once it has failed it always fails: the operating system reports a lost page once, and a
   * second try would count as flushed what is lost.
   *
   * @return whether nothing waits any more
   */
  public synchronized boolean flush(int leastPages) throws IOException {
    if (flushFailed) {
      throw new IOException("An earlier flush of " + this + " failed; restart when mended");
    }
    long from = flushedOffset;
    long to = maxOffset();
    long pages = to / MappedFile.PAGE_BYTES - from / MappedFile.PAGE_BYTES;
    if (to > from && pages >= leastPages) {
      flushFailed = true;
      for (MappedFile file : files) {
        if (file.startOffset() < to && file.startOffset() + fileSize > from) {
          file.flush();
        }
      }
      flushFailed = false;
      flushedOffset = to;
    }
    return flushedOffset >= to;
  }

  /**
   * Ends the sequence at {@code offset}; files behind it are deleted. Only while nobody reads.
   *
   * @param wipe whether to leave nothing but zeros behind the end
   */
  public synchronized void truncateTo(long offset, boolean wipe) throws IOException {
    MappedFile[] list = files;
    int keep = list.length;
    while (keep > 0 && list[keep - 1].startOffset() > offset) {
      keep--;
    }
    files = Arrays.copyOf(list, keep);
    for (int i = list.length - 1; i >= keep; i--) {
      list[i].destroy(); // from behind: a crash in between leaves no hole
    }
    if (keep > 0) {
      MappedFile last = list[keep - 1];
      int position = (int) Math.min(offset - last.startOffset(), fileSize);
      if (wipe && position < fileSize) {
        files[keep - 1] = last.cutAt(position);
      } else {
        last.setPosition(position);
      }
    }
    flushedOffset = Math.min(flushedOffset, offset);
  }

  public void close() {
    MappedFile[] list = files;
    files = NONE;
    for (MappedFile file : list) {
      file.close();
    }
  }

  /** Deletes all files and the folder. */
  public void destroy() throws IOException {
    MappedFile[] list = files;
    files = NONE;
    flushedOffset = 0;
    for (MappedFile file : list) {
      file.destroy();
    }
    Files.deleteIfExists(folder);
  }

  @Override
  public String toString() {
    return folder + " [" + minOffset() + ".." + maxOffset() + ")";
  }
}
