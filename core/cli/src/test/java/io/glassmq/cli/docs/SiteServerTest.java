package io.glassmq.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteServerTest {
  @TempDir private Path folder;
  private SiteServer server;

  @BeforeEach
  void serve() throws Exception {
    Path site = Files.createDirectories(folder.resolve("site/walks"));
    Files.writeString(site.resolve("index.html"), "walks");
    Files.writeString(folder.resolve("site/404.html"), "no such page");
    Files.writeString(folder.resolve("site/model.js"), "");
    Files.writeString(folder.resolve("secret.html"), "secret");
    server = SiteServer.at(0, folder.resolve("site"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldServeTheIndexOfAFolder() throws Exception {
    HttpResponse<String> response = get("walks/");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("walks");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
  }

  @Test
  void shouldLeadToTheFolderSoThatRelativeLinksWork() throws Exception {
    HttpResponse<String> response = get("walks");

    assertThat(response.statusCode()).isEqualTo(301);
    assertThat(response.headers().firstValue("Location")).hasValue("/walks/");
  }

  @Test
  void shouldGiveModulesTheTypeThatBrowsersTake() throws Exception {
    HttpResponse<String> response = get("model.js");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("text/javascript; charset=utf-8");
  }

  @Test
  void shouldShowThePageForWhatIsNotThere() throws Exception {
    HttpResponse<String> response = get("lost/page/");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("no such page");
  }

  @Test
  void shouldNotLeaveItsFolder() throws Exception {
    HttpResponse<String> response = get("%2e%2e/secret.html");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("no such page");
  }

  @Test
  void shouldHaveNoPageOfANameThatNoFileCanHave() throws Exception {
    assertThat(get("%00").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldListenOnThisMachineOnlyAndSayWhenThePortIsTaken() {
    URI address = URI.create(server.address());

    assertThat(address.getHost()).isEqualTo("127.0.0.1");
    assertThatThrownBy(() -> SiteServer.at(address.getPort(), folder))
        .isInstanceOf(DocsTrouble.class)
        .hasMessage("port " + address.getPort() + " is in use; choose another one with --port");
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
