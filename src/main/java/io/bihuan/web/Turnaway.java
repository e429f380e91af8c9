package io.bihuan.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * What is turned away before anybody of ours is asked, by the server or by the firewall: odd paths,
 * unknown methods, oversized headers. It too gets an answer in our words, and none of the server's.
 */
@Configuration(proxyBeanMethods = false)
class Turnaway {
  /** No database of ours takes a NUL, and no form sends one. */
  @Bean
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
    return firewall;
  }

  /** The error page takes the same way in; what is refused there again is answered on the spot. */
  @Bean
  RequestRejectedHandler rejected(ProblemWriter problems) {
    return (request, response, rejection) -> {
      if (request.getDispatcherType() == DispatcherType.ERROR) {
        Object uri = request.getAttribute("jakarta.servlet.error.request_uri");
        answer(problems, uri == null ? "" : uri.toString(), response, response::getWriter);
      } else {
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      }
    };
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> ownWords(
      ObjectProvider<ProblemWriter> problems) {
    return factory ->
        factory.addContextCustomizers(
            context -> {
              if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(InOurWords.class.getName());
                host.getPipeline().addValve(new InOurWords(problems));
              }
            });
  }

  /** A writer writes in the encoding that was set when it was opened. */
  private interface Opening {
    Writer open() throws IOException;
  }

  private static void answer(
      ProblemWriter problems, String uri, HttpServletResponse response, Opening writer)
      throws IOException {
    int status = response.getStatus();
    response.setCharacterEncoding("UTF-8");
    if (uri.startsWith("/api/")) {
      response.setContentType("application/problem+json");
      writer.open().write(problems.json(status));
    } else {
      response.setContentType("text/html");
      writer.open().write(problems.html(status));
    }
  }

  /** In the place where Tomcat writes a page of its own. */
  static final class InOurWords extends ErrorReportValve {
    /** Asked for late: the server is made before whoever speaks through it. */
    private final ObjectProvider<ProblemWriter> problems;

    InOurWords(ObjectProvider<ProblemWriter> problems) {
      this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable why) {
      if (response.getStatus() < 400
          || response.getContentWritten() > 0
          || !response.setErrorReported()) {
        return;
      }
      if (response.getStatus() == HttpServletResponse.SC_NOT_IMPLEMENTED) {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      }
      try {
        HttpServletRequest asked = request.getRequest();
        String uri = asked.getRequestURI();
        answer(problems.getObject(), uri == null ? "" : uri, response, response::getReporter);
        response.finishResponse();
      } catch (IOException | IllegalStateException gone) {
        // Whoever asked has left.
      }
    }
  }
}
