package io.bihuan.workflow;

import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;

/**
 * Decision tables compare what they are given, in FEEL, and call nothing: no bean, no class, no
 * script of another language.
 */
final class ClosedDecisions {
  private ClosedDecisions() {}

  static DefaultDmnEngineConfiguration configuration() {
    DefaultDmnEngineConfiguration closed = new DefaultDmnEngineConfiguration();
    closed.setElProvider(
        expression -> {
          throw refused(expression);
        });
    closed.setScriptEngineResolver(
        language -> {
          throw refused(language);
        });
    closed.setDefaultInputExpressionExpressionLanguage(
        DefaultDmnEngineConfiguration.FEEL_EXPRESSION_LANGUAGE);
    closed.setDefaultInputEntryExpressionLanguage(
        DefaultDmnEngineConfiguration.FEEL_EXPRESSION_LANGUAGE);
    closed.setDefaultOutputEntryExpressionLanguage(
        DefaultDmnEngineConfiguration.FEEL_EXPRESSION_LANGUAGE);
    closed.setDefaultLiteralExpressionLanguage(
        DefaultDmnEngineConfiguration.FEEL_EXPRESSION_LANGUAGE);
    return closed;
  }

  private static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException("No decision table may say %s.".formatted(what));
  }
}
