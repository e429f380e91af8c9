package io.bihuan.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The API as a script sees it. */
final class Api {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LOGIN_PASSWORD = "Bihuan-2026";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String root;

  Api(int port) {
    this.root = "http://localhost:" + port + "/api/v1";
  }

  record Answer(int status, byte[] bytes) {
    JsonNode json() {
      try {
        return JSON.readTree(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(text(), e);
      }
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  static byte[] bytes(Object body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer get(String account, String path) throws IOException {
    return send(request(account, path).GET());
  }

  Answer post(String account, String path, byte[] body, @Nullable String key) throws IOException {
    HttpRequest.Builder request =
        request(account, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return send(request);
  }

  Answer upload(String account, byte[] photo) throws IOException {
    String boundary = "----of-the-kill-test";
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"photo.png\"\r\n\r\n"
            .formatted(boundary);
    return send(
        request(account, "/evidence")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofString(head),
                    HttpRequest.BodyPublishers.ofByteArray(photo),
                    HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
  }

  private HttpRequest.Builder request(String account, String path) {
    String credentials =
        Base64.getEncoder()
            .encodeToString((account + ":" + LOGIN_PASSWORD).getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create(root + path))
        .timeout(PATIENCE)
        .header("Authorization", "Basic " + credentials);
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
