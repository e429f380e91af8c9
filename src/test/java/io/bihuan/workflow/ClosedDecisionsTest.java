package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.model.dmn.Dmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A decision table compares; it calls nothing, in no language. */
class ClosedDecisionsTest {
  private static final Path TABLE = Path.of("processes/hazard-grading.dmn");

  private final DmnEngine engine = ClosedDecisions.configuration().buildEngine();

  @Test
  void theTableOfGradingIsValidAndHasItsPicture() throws IOException {
    var model = Dmn.readModelFromFile(TABLE.toFile());
    Dmn.validateModel(model);
    assertThat(Files.readString(TABLE))
        .contains("<dmndi:DMNShape")
        .contains("dmnElementRef=\"hazard-grading\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"juel", "javascript", "groovy", "ruby", "python"})
  void noOtherLanguageIsSpoken(String language) throws IOException {
    DmnDecision decision = asking(" expressionLanguage=\"" + language + "\"", "clauseApplies");
    assertThatThrownBy(() -> evaluate(decision)).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loop.holder(\"a\", \"b\")",
        "java.lang.System.exit(1)",
        "new java.io.File(\"a\")",
        "\"\".getClass().forName(\"java.lang.Runtime\")"
      })
  void nothingIsCalled(String expression) throws IOException {
    try {
      DmnDecision decision = asking("", expression.replace("\"", "&quot;"));
      // FEEL answers null to what it does not know, and null is no clause.
      assertThat(evaluate(decision)).isEqualTo("GENERAL");
    } catch (RuntimeException refused) {
      assertThat(refused).isNotInstanceOf(NullPointerException.class);
    }
  }

  private String evaluate(DmnDecision decision) {
    return engine
        .evaluateDecisionTable(
            decision, Map.of("clauseApplies", true, "workMustStop", false, "beyondTheUnit", false))
        .getSingleResult()
        .getEntry("grade");
  }

  private DmnDecision asking(String language, String expression) throws IOException {
    String table =
        Files.readString(TABLE)
            .replace(
                "<inputExpression id=\"askClauseApplies\" typeRef=\"boolean\">",
                "<inputExpression id=\"askClauseApplies\"" + language + ">")
            .replace("<text>clauseApplies</text>", "<text>" + expression + "</text>");
    return engine.parseDecision(
        "hazard-grading", new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)));
  }
}
