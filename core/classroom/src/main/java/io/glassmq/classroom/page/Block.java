package io.glassmq.classroom.page;

import java.util.List;

/**
 * One kind of block: what stands between {@code <!-- kind: argument -->} and {@code <!-- end -->}.
 */
public interface Block {

  /** The lines of the block, as Markdown. */
  List<String> lines(Call call);

  /**
   * One use of a block.
   *
   * @param page as named in the checkout
   * @param line of the opening mark, from 1
   * @param before what stands in the block now
   */
  record Call(String kind, String argument, String page, int line, List<String> before) {
    public String where() {
      return page + ":" + line;
    }

    /** The folder of the page, as named in the checkout. */
    String folder() {
      return page.substring(0, page.lastIndexOf('/'));
    }

    /** The way from the page to {@code file}, as a link writes it. */
    public String linkTo(String file) {
      return "../".repeat(folder().split("/").length) + file;
    }
  }
}
