package io.bihuan.loop.assignment;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bihuan.hazard.Hazard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 判定条款, as dated data: those that ship with the product come in at the start, each once. What is
 * there already stays as it is, for signed gradings cite it; a new edition is a new clause.
 */
@Service
public class GradingClauses implements SmartInitializingSingleton {
  private static final String SHIPPED = "grading-clauses.json";
  private static final Comparator<GradingClause> BY_ID =
      Comparator.comparing(GradingClause::documentCode)
          .thenComparing(GradingClauses::place)
          .thenComparing(GradingClause::id);

  private final GradingMapper mapper;
  private final TransactionTemplate transaction;

  GradingClauses(GradingMapper mapper, TransactionTemplate transaction) {
    this.mapper = mapper;
    this.transaction = transaction;
  }

  /** The file of clauses: what it is, under which terms, and the documents. */
  record Shipped(String note, String licence, List<Document> documents) {}

  record Document(
      String code,
      String document,
      String issuingNo,
      LocalDate validFrom,
      LocalDate validTo,
      String source,
      List<Clause> clauses) {}

  record Clause(String id, String clause, String words, List<String> industries) {}

  @Override
  public void afterSingletonsInstantiated() {
    for (Document document : shipped().documents()) {
      for (Clause clause : document.clauses()) {
        add(
            new GradingClause(
                clause.id(),
                document.code(),
                document.document(),
                document.issuingNo(),
                clause.clause(),
                clause.words(),
                document.validFrom(),
                document.validTo(),
                document.source(),
                clause.industries()));
      }
    }
  }

  /** Adds a clause that is not there yet; one that is there is not changed. */
  public void add(GradingClause clause) {
    try {
      transaction.executeWithoutResult(
          status -> {
            if (mapper.clause(clause.id()).isEmpty()) {
              mapper.insertClause(clause);
              clause.industries().forEach(each -> mapper.insertIndustry(clause.id(), each));
            }
          });
    } catch (DuplicateKeyException anotherWasFirst) {
      // Another server starts at the same moment, from the same file.
    }
  }

  public Optional<GradingClause> find(String id) {
    return mapper.clause(id).map(this::whole);
  }

  /** Those in force on the day the hazard was found, and of its industry. */
  public List<GradingClause> of(Hazard hazard) {
    return mapper.clauses(hazard.foundOn()).stream()
        .map(this::whole)
        .filter(clause -> clause.appliesTo(hazard.industry()))
        .sorted(BY_ID)
        .toList();
  }

  private GradingClause whole(GradingMapper.ClauseRow row) {
    return new GradingClause(
        row.id(),
        row.documentCode(),
        row.document(),
        row.issuingNo(),
        row.clause(),
        row.words(),
        row.validFrom(),
        row.validTo(),
        row.source(),
        mapper.industries(row.id()));
  }

  /** The digits of an id in front of each other, so that article 3 comes before article 13. */
  private static String place(GradingClause clause) {
    StringBuilder place = new StringBuilder();
    for (String part : clause.id().split("\\D+", -1)) {
      place.append("%6s".formatted(part));
    }
    return place.toString();
  }

  private static Shipped shipped() {
    JsonMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    try (InputStream file = GradingClauses.class.getResourceAsStream(SHIPPED)) {
      return json.readValue(Objects.requireNonNull(file, SHIPPED), Shipped.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
