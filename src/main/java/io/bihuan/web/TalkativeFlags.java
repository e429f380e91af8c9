package io.bihuan.web;

import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Flags with which the framework writes requests into the log, and passwords with them. */
@Configuration(proxyBeanMethods = false)
class TalkativeFlags {
  private static final List<String> FLAGS =
      List.of("debug", "trace", "spring.mvc.log-request-details");

  @Bean
  static BeanFactoryPostProcessor refuseTalkativeFlags(Environment environment) {
    return beans -> {
      for (String flag : FLAGS) {
        String value = environment.getProperty(flag);
        if (value != null
            && !value.equalsIgnoreCase("false")
            && !environment.acceptsProfiles(Profiles.of("test", "demo"))) {
          throw new IllegalStateException(
              flag + " is set: it is for tests, for requests hold passwords");
        }
      }
    };
  }
}
