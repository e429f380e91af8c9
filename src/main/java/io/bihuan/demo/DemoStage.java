package io.bihuan.demo;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoStage {
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
