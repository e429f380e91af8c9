package io.bihuan.storage;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the database first, the pool from it: what uses the pool comes after the migrations, and
 * the keeper is closed after the pool.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class StorageConfiguration {

  @Bean
  Database database(DatabaseSettings settings) {
    return Database.open(settings);
  }

  @Bean
  HikariDataSource dataSource(Database database, DatabaseSettings settings) {
    return database.pool(settings.poolSize());
  }

  /** By then the engine, a singleton too, has made its tables. */
  @Bean
  SmartInitializingSingleton endOfTurn(Database database) {
    return database::started;
  }
}
