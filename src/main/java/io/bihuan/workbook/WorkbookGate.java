package io.bihuan.workbook;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every byte of a workbook once, holding none of it, before the parser may build anything.
 * The parser trusts its input: a shared string that does not exist, a row of a million cells or one
 * cell of 100 MB would each take all memory. On the way it notes what the parser does not tell: the
 * cells merged downwards.
 */
public final class WorkbookGate {
  public static final int LARGEST_FILE = 20 * 1024 * 1024;

  private static final long LARGEST_INFLATED = 300L * 1024 * 1024;

  /** The shared strings the parser keeps in memory; the sheet it streams. */
  private static final long LONGEST_STRINGS = 64L * 1024 * 1024;

  private static final int MOST_STRINGS = 1_000_000;
  private static final int MOST_PARTS = 2_000;
  private static final int MOST_MERGES = 200_000;
  private static final int MOST_FORMULAS = 200_000;

  /** The parser asks every cell against every one of these. */
  private static final int MOST_ARRAY_FORMULAS = 1_000;

  private static final int LONGEST_FORMULA = 8_192;

  /** Three times what Excel allows, so that what a person can have typed is refused by its row. */
  public static final int LONGEST_CELL = 100_000;

  /** Between two tags: what a single text or tag may hold before any parser sees it whole. */
  private static final int LONGEST_RUN = 1024 * 1024;

  private static final int LONGEST_NUMBER = 64;
  private static final int DEEPEST = 256;
  private static final int LAST_ROW = 1_048_576;
  private static final int LAST_COLUMN = 16_384;
  private static final long RATIO_COUNTS_FROM = 10L * 1024 * 1024;
  private static final int HIGHEST_RATIO = 200;

  private static final byte[] OLE2 = {
    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
  };
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private static final Pattern ADDRESS = Pattern.compile("([A-Z]{1,3})([0-9]{1,7})");
  private static final Pattern RANGE =
      Pattern.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})");
  private static final Pattern FOLDER_AND_FILE = Pattern.compile("^(.*/)?([^/]+)$");
  private static final Set<String> CELL_PARTS = Set.of("row", "c", "v", "f", "is");
  private static final String DEFAULT_WORKBOOK = "xl/workbook.xml";

  private static final XMLInputFactory XML = xml();

  /**
   * Cells of one column merged into one; rows and column counted from 1 and 0 as the parser does.
   */
  public record Span(int column, int first, int last) {}

  private final Set<String> parsed = new HashSet<>();
  private final Map<String, Map<String, String>> targets = new HashMap<>();
  private final Map<String, List<Span>> spans = new HashMap<>();
  private final Set<String> overridden = new HashSet<>();
  private @Nullable String workbook;
  private long inflated;
  private int merges;
  private int strings;
  private long stringsLength;
  private int formulas;
  private int stringParts;
  private int highestString = -1;

  private WorkbookGate() {}

  /** The cells merged downwards, by the id of each sheet that was looked at. */
  public static Map<String, List<Span>> inspect(byte[] file) {
    if (file.length > LARGEST_FILE) {
      throw new Unreadable("fileTooBig", String.valueOf(LARGEST_FILE / 1024 / 1024));
    }
    if (startsWith(file, OLE2)) {
      throw new Unreadable(ole2(file));
    }
    if (!startsWith(file, ZIP)) {
      throw new Unreadable("notWorkbook");
    }
    return new WorkbookGate().inspectParts(file);
  }

  private Map<String, List<Span>> inspectParts(byte[] file) {
    try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
      inspectNames(zip);
      for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
        ZipArchiveEntry entry = all.nextElement();
        if (!entry.isDirectory()) {
          inspectPart(zip, entry);
        }
      }
    } catch (IOException | XMLStreamException e) {
      throw new Unreadable("broken", e);
    } catch (Unreadable e) {
      throw e;
    } catch (RuntimeException e) {
      // Aalto and Commons Compress also report bad input by unchecked exceptions of many types.
      throw new Unreadable("broken", e);
    }
    return spansBySheet();
  }

  private static void inspectNames(ZipFile zip) {
    Set<String> names = new HashSet<>();
    for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
      ZipArchiveEntry entry = all.nextElement();
      if (entry.getGeneralPurposeBit().usesEncryption()) {
        throw new Unreadable("password");
      }
      boolean known =
          entry.getMethod() == ZipArchiveEntry.STORED
              || entry.getMethod() == ZipArchiveEntry.DEFLATED;
      if (!known || !names.add(key(entry.getName())) || names.size() > MOST_PARTS) {
        throw new Unreadable("broken");
      }
    }
    if (names.contains("xl/workbook.bin")) {
      throw new Unreadable("legacy");
    }
    if (!names.contains("[content_types].xml")) {
      throw new Unreadable("notWorkbook");
    }
  }

  private void inspectPart(ZipFile zip, ZipArchiveEntry entry)
      throws IOException, XMLStreamException {
    String name = key(entry.getName());
    boolean xml = name.endsWith(".xml") || name.endsWith(".rels");
    try (InputStream in = new Metered(zip.getInputStream(entry), entry.getCompressedSize(), xml)) {
      if (xml) {
        parsed.add(name);
        new Part(name, XML.createXMLStreamReader(in)).walk();
      } else {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  private Map<String, List<Span>> spansBySheet() {
    String main = workbook == null ? DEFAULT_WORKBOOK : workbook;
    if (!parsed.contains(main)) {
      throw new Unreadable("notWorkbook");
    }
    Map<String, String> sheets = targets.getOrDefault(relationsOf(main), Map.of());
    // What is parsed later must have been looked at now.
    if (!parsed.containsAll(overridden) || stringParts > 1 || highestString >= strings) {
      throw new Unreadable("broken");
    }
    Map<String, List<Span>> bySheet = new HashMap<>();
    sheets.forEach(
        (id, target) -> {
          if (parsed.contains(target)) {
            bySheet.put(id, spans.getOrDefault(target, List.of()));
          }
        });
    return bySheet;
  }

  private static String relationsOf(String part) {
    return FOLDER_AND_FILE.matcher(part).replaceFirst("$1_rels/$2.rels");
  }

  private static String key(String name) {
    String relative = name.startsWith("/") ? name.substring(1) : name;
    return relative.toLowerCase(Locale.ROOT);
  }

  /** 密码: Excel wraps an encrypted workbook into an OLE2 file with a stream of this name. */
  private static String ole2(byte[] file) {
    if (contains(file, "EncryptedPackage")) {
      return "password";
    }
    return contains(file, "Workbook") || contains(file, "Book") ? "legacy" : "notWorkbook";
  }

  private static boolean contains(byte[] file, String streamName) {
    byte[] sought = streamName.getBytes(StandardCharsets.UTF_16LE);
    for (int start = 0; start <= file.length - sought.length; start++) {
      int i = 0;
      while (i < sought.length && file[start + i] == sought[i]) {
        i++;
      }
      if (i == sought.length) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] file, byte[] signature) {
    return file.length >= signature.length
        && Arrays.equals(file, 0, signature.length, signature, 0, signature.length);
  }

  private static int column(String letters) {
    int column = 0;
    for (int i = 0; i < letters.length(); i++) {
      column = column * 26 + letters.charAt(i) - 'A' + 1;
    }
    return column;
  }

  private static XMLInputFactory xml() {
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** Counts what comes out of the zip; its headers may lie about it. */
  private final class Metered extends FilterInputStream {
    private final long compressed;
    private final boolean xml;
    private long read;
    private int run;

    Metered(InputStream in, long compressed, boolean xml) {
      super(in);
      this.compressed = compressed;
      this.xml = xml;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      if (count > 0) {
        meter(count);
        if (xml) {
          measureRun(into, offset, count);
        }
      }
      return count;
    }

    private void meter(int count) {
      inflated += count;
      read += count;
      boolean bomb =
          read > RATIO_COUNTS_FROM && compressed > 0 && read / compressed > HIGHEST_RATIO;
      if (bomb || inflated > LARGEST_INFLATED) {
        throw new Unreadable("inflatesTooBig");
      }
    }

    /** In UTF-8 XML a bare {@code <} begins a tag and nothing else. */
    private void measureRun(byte[] bytes, int offset, int count) {
      for (int i = offset; i < offset + count; i++) {
        run = bytes[i] == '<' ? 0 : run + 1;
        if (run > LONGEST_RUN) {
          throw new RunTooLong();
        }
      }
    }
  }

  /** Thrown below the XML parser, which alone knows in which cell it happened. */
  private static final class RunTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** One XML part of the workbook. */
  private final class Part {
    private final String name;
    private final XMLStreamReader xml;
    private final StringBuilder value = new StringBuilder();
    private String root = "";
    private boolean inCells;
    private int depth;
    private int row;
    private int cellsInRow;
    private int arrayFormulas;
    private String cell = "";
    private String cellType = "n";
    private boolean inFormula;
    private int formulaLength;
    private boolean inValue;
    private boolean inText;
    private int textLength;

    Part(String name, XMLStreamReader xml) {
      this.name = name;
      this.xml = xml;
    }

    void walk() throws XMLStreamException {
      requireUtf8();
      try {
        while (xml.hasNext()) {
          switch (xml.next()) {
            case XMLStreamConstants.DTD,
                XMLStreamConstants.ENTITY_REFERENCE,
                XMLStreamConstants.ENTITY_DECLARATION ->
                throw new Unreadable("doctype");
            case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
            case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
            case XMLStreamConstants.CHARACTERS,
                XMLStreamConstants.CDATA,
                XMLStreamConstants.SPACE ->
                text();
            default -> {}
          }
        }
      } catch (RunTooLong e) {
        throw tooBig();
      }
    }

    /** Bytes are counted as UTF-8; in another encoding the counts would mean nothing. */
    private void requireUtf8() {
      String encoding = xml.getEncoding();
      String declared = xml.getCharacterEncodingScheme();
      if (isOtherThanUtf8(encoding) || isOtherThanUtf8(declared)) {
        throw new Unreadable("broken");
      }
    }

    private static boolean isOtherThanUtf8(@Nullable String encoding) {
      return encoding != null
          && !encoding.equalsIgnoreCase("UTF-8")
          && !encoding.equalsIgnoreCase("US-ASCII");
    }

    private void start(String element) {
      if (++depth > DEEPEST) {
        throw new Unreadable("broken");
      }
      if (depth == 1) {
        root = element;
        startRoot();
        return;
      }
      switch (root) {
        case "worksheet" -> startInSheet(element);
        case "sst" -> startInStrings(element);
        case "Types" -> startInTypes(element);
        case "Relationships" -> startInRelations(element);
        default -> {}
      }
    }

    private void startRoot() {
      String namespace = xml.getNamespaceURI();
      boolean strict = namespace != null && namespace.startsWith("http://purl.oclc.org/ooxml/");
      if (strict && (root.equals("workbook") || root.equals("worksheet"))) {
        throw new Unreadable("strict");
      }
      if (root.equals("sst")) {
        stringParts++;
      }
    }

    private void startInSheet(String element) {
      if (depth == 2) {
        inCells = element.equals("sheetData");
      } else if (element.equals("mergeCell")) {
        merge();
      } else if (inCells && CELL_PARTS.contains(element)) {
        startInCells(element);
      }
    }

    private void startInCells(String element) {
      int expected = element.equals("row") ? 3 : element.equals("c") ? 4 : 5;
      if (depth != expected) {
        throw new Unreadable("broken");
      }
      switch (element) {
        case "row" -> startRow();
        case "c" -> startCell();
        case "f" -> startFormula();
        case "v" -> {
          inValue = true;
          value.setLength(0);
        }
        default -> {}
      }
    }

    private void startRow() {
      String number = xml.getAttributeValue(null, "r");
      int next = number == null ? row + 1 : Integer.parseInt(number);
      if (next <= row || next > LAST_ROW) {
        throw new Unreadable("broken");
      }
      row = next;
      cellsInRow = 0;
    }

    private void startCell() {
      String address = xml.getAttributeValue(null, "r");
      String type = xml.getAttributeValue(null, "t");
      cell = address == null ? "" : address;
      cellType = type == null ? "n" : type;
      beginText();
      if (++cellsInRow > LAST_COLUMN || (address != null && !isAddress(address))) {
        throw new Unreadable("broken");
      }
      switch (cellType) {
        case "b", "e", "n", "str", "s", "inlineStr" -> {}
        case "d" -> throw new Unreadable("strict");
        default -> throw new Unreadable("broken");
      }
    }

    private static boolean isAddress(String address) {
      Matcher parts = ADDRESS.matcher(address);
      return parts.matches()
          && column(parts.group(1)) <= LAST_COLUMN
          && Integer.parseInt(parts.group(2)) <= LAST_ROW;
    }

    private void startFormula() {
      inFormula = true;
      formulaLength = 0;
      formulas++;
      if ("array".equals(xml.getAttributeValue(null, "t"))) {
        arrayFormulas++;
      }
      if (formulas > MOST_FORMULAS || arrayFormulas > MOST_ARRAY_FORMULAS) {
        throw new Unreadable("tooManyFormulas");
      }
      if (cellType.equals("s")) {
        // The parser would not see this formula, and a formula must not pass for a text.
        throw new Unreadable("broken");
      }
    }

    private void startInStrings(String element) {
      if (element.equals("si")) {
        beginText();
        if (depth != 2) {
          throw new Unreadable("broken");
        }
        if (++strings > MOST_STRINGS) {
          throw new Unreadable("tooMuchText");
        }
      }
    }

    private void startInTypes(String element) {
      String type = xml.getAttributeValue(null, "ContentType");
      String part = xml.getAttributeValue(null, "PartName");
      if (!element.equals("Override") || type == null || part == null) {
        return;
      }
      if (type.endsWith(".main+xml") || type.endsWith(".sharedStrings+xml")) {
        overridden.add(key(part));
      }
      if (type.endsWith("sheet.main+xml") || type.endsWith("sheet.macroEnabled.main+xml")) {
        if (workbook != null) {
          throw new Unreadable("broken");
        }
        workbook = key(part);
      }
    }

    private void startInRelations(String element) {
      String id = xml.getAttributeValue(null, "Id");
      String target = xml.getAttributeValue(null, "Target");
      if (element.equals("Relationship") && id != null && target != null) {
        String folder = name.substring(0, Math.max(0, name.indexOf("_rels/")));
        String part = target.startsWith("/") ? key(target) : folder + key(target);
        targets.computeIfAbsent(name, n -> new HashMap<>()).put(id, part);
      }
    }

    private void merge() {
      String range = xml.getAttributeValue(null, "ref");
      Matcher ends = RANGE.matcher(range == null ? "" : range);
      if (!ends.matches() || ++merges > MOST_MERGES) {
        throw new Unreadable("broken");
      }
      int first = Integer.parseInt(ends.group(2));
      int last = Integer.parseInt(ends.group(4));
      if (ends.group(1).equals(ends.group(3)) && first < last) {
        spans
            .computeIfAbsent(name, n -> new ArrayList<>())
            .add(new Span(column(ends.group(1)) - 1, first, last));
      }
    }

    private void beginText() {
      inText = true;
      textLength = 0;
    }

    private void text() {
      int length = xml.getTextLength();
      if (inText && (textLength += length) > LONGEST_CELL) {
        throw tooBig();
      }
      if (root.equals("sst") && (stringsLength += length) > LONGEST_STRINGS) {
        throw new Unreadable("tooMuchText");
      }
      if (inFormula && (formulaLength += length) > LONGEST_FORMULA) {
        throw new Unreadable("tooManyFormulas");
      }
      boolean number = cellType.equals("n") || cellType.equals("s");
      if (inValue && number) {
        value.append(xml.getTextCharacters(), xml.getTextStart(), length);
        if (value.length() > LONGEST_NUMBER) {
          throw new Unreadable("broken");
        }
      }
    }

    private Unreadable tooBig() {
      String limit = String.valueOf(LONGEST_CELL);
      return cell.isEmpty()
          ? new Unreadable("textTooBig", limit)
          : new Unreadable("cellTooBig", cell, limit);
    }

    private void end(String element) {
      depth--;
      if (depth == 1) {
        inCells = false;
      }
      switch (element) {
        case "f" -> inFormula = false;
        case "v" -> endValue();
        case "c", "si" -> {
          cell = "";
          inText = false;
        }
        default -> {}
      }
    }

    private void endValue() {
      if (inValue && cellType.equals("s") && !value.isEmpty()) {
        int string = Integer.parseInt(value.toString());
        if (string < 0) {
          throw new Unreadable("broken");
        }
        highestString = Math.max(highestString, string);
      }
      inValue = false;
    }
  }
}
