package io.bihuan;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

/** Plain tests, not {@code @ArchTest} fields: those are found and silently not run here. */
class ArchitectureTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.bihuan");

  /** A word of a name in camel case: "Database" is not "Data" and "base". */
  private static final String EMPTY_WORDS =
      ".*(Impl|Base|Abstract|Util|Utils|Helper|Manager|Handler|Processor|Common|VO|DO|BO|PO|DTO"
          + "|Req|Resp|Info|Data)([A-Z$].*)?";

  /** Still open to another stage; it shall stand behind a collaborator like the rest. */
  private static final String OPEN_MAPPER = "io.bihuan.loop.discovery.Proposals";

  @Test
  void thereIsCodeToJudge() {
    assertThat(CODE).hasSizeGreaterThan(100);
  }

  @Test
  void onlyWorkflowKnowsTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.bihuan.workflow..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.camunda..", "camundajar..", "spinjar..")
        .because("leaving Camunda must mean replacing one package")
        .check(CODE);
  }

  @Test
  void nobodyDependsOnWorkflow() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.bihuan.workflow..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.bihuan.workflow..")
        .because("the domain asks for a HazardLoop and knows nobody behind it")
        .check(CODE);
  }

  @Test
  void aMapperBelongsToItsPackage() {
    classes()
        .that()
        .areAnnotatedWith(Mapper.class)
        .and()
        .doNotHaveFullyQualifiedName(OPEN_MAPPER)
        .should()
        .notBePublic()
        .because("whoever wants the rows asks the collaborator that guards them")
        .check(CODE);
  }

  @Test
  void theLedgerOnlyGrows() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .haveFullyQualifiedName("io.bihuan.record.ledger.LedgerMapper")
        .should()
        .beAnnotatedWith(Insert.class)
        .orShould()
        .beAnnotatedWith(Select.class)
        .check(CODE);
  }

  @Test
  void recordsArePlain() {
    noClasses()
        .that()
        .areRecords()
        .and(not(resideInAPackage("io.bihuan.web..")))
        .and()
        .areNotAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "org.apache.ibatis..", "org.mybatis..")
        .because("a paper is a paper, whoever prints or stores it")
        .check(CODE);
  }

  @Test
  void timeComesInFromOutside() {
    DescribedPredicate<JavaMethodCall> now =
        DescribedPredicate.describe(
            "now() without a clock",
            call ->
                call.getTarget().getName().equals("now")
                    && call.getTarget().getRawParameterTypes().isEmpty()
                    && List.of(
                            Instant.class,
                            LocalDate.class,
                            LocalDateTime.class,
                            LocalTime.class,
                            OffsetDateTime.class,
                            ZonedDateTime.class,
                            Year.class,
                            YearMonth.class)
                        .stream()
                        .anyMatch(call.getTargetOwner()::isEquivalentTo));
    noClasses()
        .should(callMethodWhere(now))
        .orShould()
        .callConstructor(Date.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Calendar.class, "getInstance")
        .because("a deadline is tested on the day before and the day after")
        .check(CODE);
  }

  /** The demo plays the weeks before today, on a clock of its own. */
  @Test
  void onlyTheApplicationMakesAClock() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BihuanApplication.class.getName())
        .and(not(resideInAPackage("io.bihuan.demo..")))
        .should(
            callMethodWhere(
                target(owner(name("java.time.Clock"))).and(target(nameMatching("system.*")))))
        .because("there is one source of time")
        .check(CODE);
  }

  /** TypeHandler is the word of MyBatis for what it is. */
  @Test
  void noNameIsEmpty() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("TypeHandler")
        .should()
        .haveNameMatching(EMPTY_WORDS)
        .because("a name says what a thing is, not what kind of class")
        .check(CODE);
  }

  @Test
  void onlyTheWebKnowsRequestsAndSessions() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.bihuan.web..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.servlet..",
            "org.springframework.security.core.context..",
            "org.springframework.security.web..",
            "org.springframework.web..",
            "org.springframework.http..")
        .because("who acts, and when, comes in as a parameter")
        .check(CODE);
  }

  /** D71: what is one word in China is one in Turkey. */
  @Test
  void noWordIsFoldedInTheServersOwnLanguage() {
    DescribedPredicate<JavaMethodCall> folded =
        DescribedPredicate.describe(
            "toLowerCase() or toUpperCase() without a language",
            call ->
                call.getTargetOwner().isEquivalentTo(String.class)
                    && call.getTarget().getName().matches("to(Lower|Upper)Case")
                    && call.getTarget().getRawParameterTypes().isEmpty());
    noClasses().should(callMethodWhere(folded)).check(CODE);
  }

  /** D96: what comes in is read into what we asked for, and into nothing that it names itself. */
  @Test
  void noJsonNamesAClass() {
    noClasses()
        .should(callMethodWhere(target(nameMatching("(activate|enable)DefaultTyping.*"))))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("com\\.fasterxml\\.jackson\\.annotation\\.JsonTypeInfo.*")
        .check(CODE);
  }

  /**
   * D105: what is known to be bad and would come in by a dependency of a dependency. The build bans
   * the artifacts; this looks whether what they are dangerous for is there under another name.
   */
  @Test
  void whatIsKnownToBeBadIsNotOnTheClassPath() {
    for (String bad :
        List.of(
            "org.camunda.bpm.engine.rest.impl.CamundaRestResources",
            "org.camunda.bpm.webapp.impl.security.auth.AuthenticationFilter",
            "org.codehaus.groovy.runtime.MethodClosure",
            "org.graalvm.polyglot.Context",
            "org.openjdk.nashorn.api.scripting.NashornScriptEngine",
            "org.python.util.PythonInterpreter",
            "org.apache.logging.log4j.core.lookup.JndiLookup",
            "ch.qos.logback.classic.net.JNDIConnectionSource",
            "org.apache.commons.collections.functors.InvokerTransformer",
            "org.apache.commons.beanutils.BeanComparator",
            "org.apache.xalan.xsltc.trax.TemplatesImpl",
            "com.mchange.v2.c3p0.WrapperConnectionPoolDataSource")) {
      assertThat(ClassUtils.isPresent(bad, null)).as(bad).isFalse();
    }
  }

  /** D56: a value goes to the database beside its question, never inside it. */
  @Test
  void noMapperPastesTextIntoItsSql() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> mappers = files.filter(file -> file.toString().endsWith("Mapper.java")).toList();
      assertThat(mappers).hasSizeGreaterThan(10);
      for (Path mapper : mappers) {
        assertThat(Files.readString(mapper)).as(mapper.toString()).doesNotContain("${");
      }
    }
  }
}
