package io.bihuan.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What was asked and what was answered, written down outside the application: an intent before it
 * is sent, an acknowledgement after a 200. It only grows.
 */
final class Journal {
  private final Path file;
  private final List<Intent> intents = new CopyOnWriteArrayList<>();
  private final List<Upload> uploads = new CopyOnWriteArrayList<>();
  private final Map<String, JsonNode> receipts = new ConcurrentHashMap<>();

  Journal(Path file) {
    this.file = file;
  }

  /** One signature somebody set out to give; {@code body} is sent again word for word. */
  record Intent(
      String key,
      int cycle,
      String hazard,
      String act,
      int round,
      String account,
      String decision,
      List<String> covers,
      byte[] body) {}

  /** A photo that was acknowledged. */
  record Upload(String id, int cycle, String shownSha256, String account) {}

  void intends(Intent intent) {
    write("intent " + intent.key + " " + intent.hazard + " " + intent.act + " " + intent.round);
    intents.add(intent);
  }

  void acknowledged(Intent intent, JsonNode receipt) {
    write("ack " + intent.key + " " + receipt.get("seq") + " " + receipt.get("leafHash"));
    receipts.put(intent.key, receipt);
  }

  void uploaded(Upload upload) {
    write("upload " + upload.id + " " + upload.shownSha256);
    uploads.add(upload);
  }

  List<Intent> intents() {
    return intents;
  }

  List<Upload> uploads() {
    return uploads;
  }

  List<Intent> unanswered() {
    return intents.stream().filter(intent -> receipt(intent) == null).toList();
  }

  @Nullable JsonNode receipt(Intent intent) {
    return receipts.get(intent.key);
  }

  int acknowledgements() {
    return receipts.size();
  }

  private synchronized void write(String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
