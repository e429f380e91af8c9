package io.bihuan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Speaks HTTP to the running application over a bare socket, so that it can say what no well-bred
 * client would: as a script with HTTP Basic, or as a browser with a session.
 */
public final class Caller {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BOUNDARY = "----the-boundary-of-a-test";
  private static final Pattern CSRF =
      Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"|value=\"([^\"]+)\" name=\"_csrf\"");

  /** One part of a form; a null file name makes it a field. */
  public record Part(String name, String fileName, byte[] content) {
    public static Part field(String name, String value) {
      return new Part(name, null, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  public record Answer(int status, List<String> headers, byte[] bytes) {
    public String header(String name) {
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase() + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    public String type() {
      return header("Content-Type");
    }

    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      try {
        return JSON.readTree(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(text(), e);
      }
    }
  }

  private final int port;
  private final Map<String, String> always = new LinkedHashMap<>();
  private final Map<String, String> cookies = new LinkedHashMap<>();

  private Caller(int port) {
    this.port = port;
  }

  public static Caller stranger(int port) {
    return new Caller(port);
  }

  public static Caller script(int port, String account) {
    return script(port, account, County.LOGIN_PASSWORD);
  }

  public static Caller script(int port, String account, String password) {
    Caller caller = new Caller(port);
    caller.always.put(
        "Authorization",
        "Basic "
            + Base64.getEncoder()
                .encodeToString((account + ":" + password).getBytes(StandardCharsets.UTF_8)));
    return caller;
  }

  /** Signed in by the form, as a person is. */
  public static Caller browser(int port, String account) {
    Caller caller = new Caller(port);
    caller.always.put("Accept", "text/html");
    Answer answer =
        caller.submit(
            "/sign-in", "/sign-in", Map.of("username", account, "password", County.LOGIN_PASSWORD));
    if (answer.status() != 302 || answer.header("Location").contains("failed")) {
      throw new AssertionError("Not signed in: " + answer.status() + " " + answer.headers());
    }
    return caller;
  }

  public Answer get(String path) {
    return send("GET", path, Map.of(), new byte[0]);
  }

  public Answer post(String path, Object body) {
    return post(path, body, Map.of());
  }

  public Answer post(String path, Object body, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putIfAbsent("Content-Type", "application/json");
    return send("POST", path, all, bytesOf(body));
  }

  public Answer upload(String path, Part... parts) {
    return send(
        "POST",
        path,
        Map.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY),
        multipart(parts));
  }

  /** Opens a page, takes its token and submits a form to {@code path}. */
  public Answer submit(String page, String path, Map<String, String> form) {
    Map<String, String> all = new LinkedHashMap<>(form);
    all.put("_csrf", csrf(page));
    return send(
        "POST",
        path,
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        urlEncoded(all).getBytes(StandardCharsets.UTF_8));
  }

  public String csrf(String page) {
    Matcher token = CSRF.matcher(get(page).text());
    if (!token.find()) {
      throw new AssertionError("No token on " + page);
    }
    return Optional.ofNullable(token.group(1)).orElse(token.group(2));
  }

  public static String urlEncoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  public static byte[] multipart(Part... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Part part : parts) {
      String file = part.fileName() == null ? "" : "; filename=\"" + part.fileName() + "\"";
      String head =
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n%s\r\n"
              .formatted(
                  BOUNDARY,
                  part.name(),
                  file,
                  file.isEmpty() ? "" : "Content-Type: application/octet-stream\r\n");
      out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      out.writeBytes(part.content());
      out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  public Answer send(String method, String path, Map<String, String> headers, byte[] body) {
    Map<String, String> all = new LinkedHashMap<>(always);
    all.putAll(headers);
    if (!cookies.isEmpty()) {
      all.put(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: localhost:").append(port).append("\r\nConnection: close\r\n");
    if (body.length > 0 || !method.equals("GET")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      try {
        OutputStream out = socket.getOutputStream();
        out.write(head.toString().getBytes(StandardCharsets.UTF_8));
        out.write(body);
        out.flush();
      } catch (IOException refusedHalfway) {
        // The answer is already there.
      }
      Answer answer = read(in);
      answer.headers().stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("set-cookie:"))
          .map(line -> line.substring("set-cookie:".length()).strip().split("[=;]", 3))
          .forEach(cookie -> cookies.put(cookie[0], cookie[1]));
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    }
  }

  private static byte[] bytesOf(Object body) {
    try {
      return body instanceof byte[] bytes
          ? bytes
          : body instanceof String text
              ? text.getBytes(StandardCharsets.UTF_8)
              : JSON.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer read(InputStream in) throws IOException {
    String status = line(in);
    if (status.isEmpty()) {
      throw new IOException("No answer.");
    }
    List<String> headers = new java.util.ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      headers.add(line);
    }
    byte[] rest = in.readAllBytes();
    Answer answer = new Answer(Integer.parseInt(status.split(" ")[1]), headers, rest);
    return answer.header("Transfer-Encoding").equalsIgnoreCase("chunked")
        ? new Answer(answer.status(), headers, unchunked(rest))
        : answer;
  }

  private static byte[] unchunked(byte[] chunked) throws IOException {
    InputStream in = new ByteArrayInputStream(chunked);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      whole.write(in.readNBytes(size));
      line(in);
    }
    return whole.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
