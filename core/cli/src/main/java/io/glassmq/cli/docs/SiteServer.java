package io.glassmq.cli.docs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Serves the files of a folder to this machine alone. The thread {@code HTTP-Dispatcher} of the JDK
 * answers, one request after the other.
 */
final class SiteServer implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          // A browser takes modules of no other type.
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("xml", "application/xml"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final HttpServer server;
  private final Path folder;

  private SiteServer(HttpServer server, Path folder) {
    this.server = server;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Takes the port; nobody is answered before {@link #start}.
   *
   * @param folder need not exist yet
   * @param port 0 for any free one
   * @throws DocsTrouble if the port is in use
   */
  static SiteServer at(int port, Path folder) throws IOException {
    try {
      var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
      return new SiteServer(HttpServer.create(address, 0), folder);
    } catch (BindException e) {
      throw new DocsTrouble("port " + port + " is in use; choose another one with --port");
    }
  }

  /** Answers from now on. */
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Path file = file(path);
      if (file == null) {
        send(exchange, 404, folder.resolve("404.html"));
      } else if (Files.isDirectory(file) && !path.endsWith("/")) {
        exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getRawPath() + "/");
        exchange.sendResponseHeaders(301, -1);
      } else {
        Path page = Files.isDirectory(file) ? file.resolve("index.html") : file;
        boolean found = Files.isRegularFile(page);
        send(exchange, found ? 200 : 404, found ? page : folder.resolve("404.html"));
      }
    }
  }

  /** The file or folder at {@code path}; null if no file of ours can have that name. */
  private Path file(String path) {
    try {
      Path file = folder.resolve("." + path).normalize();
      return file.startsWith(folder) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static void send(HttpExchange exchange, int status, Path file) throws IOException {
    String name = file.getFileName().toString();
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    byte[] bytes = Files.readAllBytes(file);
    exchange
        .getResponseHeaders()
        .set("Content-Type", type == null ? "application/octet-stream" : type);
    // The next build may have changed it.
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    boolean withBody = !exchange.getRequestMethod().equals("HEAD") && bytes.length > 0;
    exchange.sendResponseHeaders(status, withBody ? bytes.length : -1);
    if (withBody) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
