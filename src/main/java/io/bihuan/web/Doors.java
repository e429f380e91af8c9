package io.bihuan.web;

import io.bihuan.people.Accounts;
import io.bihuan.people.SigningKeys;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who comes in, and by which door: scripts by HTTP Basic without a session, people by a session
 * with CSRF protection. Nothing else is open.
 */
@Configuration(proxyBeanMethods = false)
class Doors {
  private static final String[] OPEN = {
    "/sign-in",
    "/sign-in/later",
    "/setup",
    "/error",
    "/health",
    "/webjars/**",
    "/bihuan.css",
    "/bihuan.js",
    "/mark.svg"
  };
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  /**
   * A browser is never asked for a Basic password, so it never holds one that another site could
   * make it send: therefore no CSRF token here.
   */
  @Bean
  @Order(1)
  SecurityFilterChain scripts(HttpSecurity http, ProblemWriter problems, StillThere stillThere)
      throws Exception {
    return http.securityMatcher("/api/**")
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/api/v1/openapi/**", "/api/v1/openapi")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .httpBasic(basic -> basic.authenticationEntryPoint(problems::unauthenticated))
        .exceptionHandling(
            handling ->
                handling
                    .authenticationEntryPoint(problems::unauthenticated)
                    .accessDeniedHandler(problems::denied))
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterAfter(stillThere, AuthorizationFilter.class)
        .addFilterAfter(new BrokenUploads(), StillThere.class)
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(HttpSecurity http, StillThere stillThere) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(OPEN)
                    .permitAll()
                    .requestMatchers("/people/**")
                    .hasRole(SignedIn.ADMINISTRATOR)
                    .anyRequest()
                    .authenticated())
        .formLogin(
            form ->
                form.loginPage("/sign-in")
                    .loginProcessingUrl("/sign-in")
                    .defaultSuccessUrl("/", true)
                    .failureHandler(Doors::notSignedIn))
        .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in"))
        .csrf(Customizer.withDefaults())
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .frameOptions(frames -> frames.deny())
                    .referrerPolicy(to -> to.policy(ReferrerPolicy.SAME_ORIGIN)))
        .addFilterBefore(new BrokenUploads(), CsrfFilter.class)
        .addFilterAfter(stillThere, AuthorizationFilter.class)
        .build();
  }

  private static void notSignedIn(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException, ServletException {
    if (why instanceof TooManyTries tries) {
      request.setAttribute(TooManyTries.class.getName(), tries);
      request.getRequestDispatcher("/sign-in/later").forward(request, response);
    } else {
      response.sendRedirect(request.getContextPath() + "/sign-in?failed");
    }
  }

  @Bean
  StillThere stillThere(Accounts accounts, SigningKeys keys, ProblemWriter problems) {
    return new StillThere(accounts, keys, problems);
  }

  /** It belongs into the chains above and not, as Boot would have it, in front of every request. */
  @Bean
  FilterRegistrationBean<StillThere> stillThereOnlyInTheChains(StillThere stillThere) {
    FilterRegistrationBean<StillThere> registration = new FilterRegistrationBean<>(stillThere);
    registration.setEnabled(false);
    return registration;
  }
}
