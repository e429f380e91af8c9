package io.bihuan.demo;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoStage {
  private static final String OWN = "jdbc:h2:file:./data/demo/";
  private static final String MEMORY = "jdbc:h2:mem:";

  /**
   * Before any database is opened: whoever gives the demo his own would have accounts in it whose
   * passwords are published. Who means it says so by naming the database a second time.
   */
  @Bean
  static BeanFactoryPostProcessor keptToItself(Environment environment) {
    return beans -> {
      String url = environment.getProperty("bihuan.database.url", OWN);
      if (!url.startsWith(OWN)
          && !url.startsWith(MEMORY)
          && !url.equals(environment.getProperty("bihuan.demo.database"))) {
        throw new IllegalStateException(
            "The profile demo would write accounts with published passwords into the database of"
                + " bihuan.database.url: start without the profile, or without that URL");
      }
    };
  }

  @Bean
  DemoPeople demoPeople() {
    return new DemoPeople(Script.read());
  }

  @Bean
  @Primary
  DemoClock demoClock() {
    return new DemoClock(Clock.system(ZoneId.of("Asia/Shanghai")));
  }
}
