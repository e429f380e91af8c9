package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bihuan.BihuanApplication;
import io.bihuan.BihuanTest;
import io.bihuan.TestDatabase;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;

@BihuanTest
class EngineSettingsTest {

  @Autowired ProcessEngine engine;

  @Test
  void theEngineIsSetAsTheSecurityPageSays() {
    var settings = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();

    assertThat(settings.getHistoryLevel()).isEqualTo(HistoryLevel.HISTORY_LEVEL_ACTIVITY);
    assertThat(settings.isEnforceHistoryTimeToLive()).isTrue();
    assertThat(settings.isHistoryCleanupEnabled()).isFalse();
    assertThat(settings.isEnableExpressionsInAdhocQueries()).isFalse();
    assertThat(settings.isEnableExpressionsInStoredQueries()).isFalse();
    assertThat(settings.isJavaSerializationFormatEnabled()).isFalse();
    assertThat(settings.isEnableXxeProcessing()).isFalse();
    assertThat(settings.isCmmnEnabled()).isFalse();
    assertThat(settings.isDmnEnabled()).isTrue();
    assertThat(settings.isStandaloneTasksEnabled()).isFalse();
    assertThat(settings.isAuthorizationEnabled()).isFalse();
    assertThat(settings.isMetricsEnabled()).isFalse();
    assertThat(settings.isTaskMetricsEnabled()).isFalse();
    assertThat(settings.isDbMetricsReporterActivate()).isFalse();
    assertThat(settings.getJobExecutor() == null || !settings.getJobExecutor().isActive()).isTrue();
  }

  @Test
  void aMisspeltSettingStopsTheStart() {
    assertThatThrownBy(
            () ->
                new SpringApplicationBuilder(BihuanApplication.class)
                    .profiles("test")
                    .properties(Map.copyOf(TestDatabase.properties()))
                    .run(
                        "--server.port=0",
                        "--camunda.bpm.generic-properties.properties.dmnEnabledd=true")
                    .close())
        .hasStackTraceContaining("Failed to bind properties");
  }
}
