package io.bihuan;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class BihuanApplication {
  public static void main(String[] args) {
    SpringApplication.run(BihuanApplication.class, args);
  }
}
