package io.bihuan.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For a load balancer: whether this node reaches its database. A stranger learns no more. */
@RestController
class HealthController {
  private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);
  private static final int PATIENCE_IN_SECONDS = 5;

  private final DataSource dataSource;

  HealthController(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @GetMapping("/health")
  ResponseEntity<Map<String, String>> health() {
    try (Connection connection = dataSource.getConnection()) {
      if (connection.isValid(PATIENCE_IN_SECONDS)) {
        return said(HttpStatus.OK, "UP");
      }
      LOG.warn("The database does not answer");
    } catch (SQLException e) {
      LOG.warn("The database is out of reach: {}", e.getMessage());
    }
    return said(HttpStatus.SERVICE_UNAVAILABLE, "DOWN");
  }

  /** In JSON whatever was asked for: a browser looks here too. */
  private static ResponseEntity<Map<String, String>> said(HttpStatus status, String word) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("status", word));
  }
}
