package dev.slipway.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of ARCHITECTURE.md: who may know whom. */
@AnalyzeClasses(packages = "dev.slipway", importOptions = DoNotIncludeTests.class)
class ArrowsTest {

  @ArchTest static final ArchRule errorsKnowNobody = knows("error", "error");

  @ArchTest
  static final ArchRule programsKnowOnlyErrorsAndSecrets = knows("exec", "exec", "error", "config");

  @ArchTest static final ArchRule theEstateKnowsOnlyErrors = knows("config", "config", "error");

  @ArchTest
  static final ArchRule contractsKnowNoTechnology =
      knows("service", "service", "config", "error", "exec");

  @ArchTest
  static final ArchRule thePortToDurableExecutionKnowsOnlyErrors =
      classes()
          .that()
          .resideInAPackage("dev.slipway.workflow")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages("dev.slipway..")
                  .or(resideInAnyPackage("dev.slipway.workflow", "dev.slipway.error..")));

  @ArchTest
  static final ArchRule channelsKnowNoContract =
      knows("channel", "channel", "exec", "config", "error");

  @ArchTest
  static final ArchRule theReleaseIsWrittenAgainstContracts =
      knows("release", "release", "workflow", "service", "config", "exec", "error");

  @ArchTest
  static final ArchRule clientsOfAwsKnowNoService =
      knows("aws", "aws", "service", "config", "error");

  @ArchTest
  static final ArchRule serverLinesKnowNoTechnology =
      knows("serverline", "serverline", "service", "exec", "error");

  @ArchTest
  static final ArchRule driversKnowContractsOnly =
      knows("driver", "driver", "aws", "serverline", "service", "exec", "config", "error");

  @ArchTest
  static final ArchRule driversReadNoEstate =
      noClasses()
          .that()
          .resideInAPackage("dev.slipway.driver..")
          .should()
          .dependOnClassesThat()
          .haveSimpleNameStartingWith("Estate");

  @ArchTest
  static final ArchRule driversDoNotKnowEachOther =
      slices().matching("dev.slipway.driver.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule serversKnowNoRelease =
      knows("node", "node", "driver", "service", "exec", "config", "error", "provider.local");

  @ArchTest
  static final ArchRule providersKnowServers =
      knows(
          "provider",
          "provider",
          "aws",
          "node",
          "service",
          "exec",
          "config",
          "error",
          "driver.keyfile");

  @ArchTest
  static final ArchRule nobodyKnowsTheCommandLineOrTheDemo =
      noClasses()
          .that(
              resideOutsideOfPackages(
                  "dev.slipway",
                  "dev.slipway.cli..",
                  "dev.slipway.demo..",
                  "dev.slipway.console.."))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.slipway.cli..", "dev.slipway.demo..", "dev.slipway"));

  @ArchTest
  static final ArchRule theCommandLineWiresNothing =
      noClasses()
          .that()
          .resideInAPackage("dev.slipway.cli..")
          .should()
          .dependOnClassesThat(resideInAPackage("dev.slipway.driver.."));

  @ArchTest
  static final ArchRule theCommandLineNeedsNoWebFramework =
      noClasses()
          .that()
          .resideInAnyPackage("dev.slipway.cli..", "dev.slipway.release..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..");

  private static ArchRule knows(String part, String... others) {
    String[] allowed = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      allowed[i] = "dev.slipway." + others[i] + "..";
    }
    return classes()
        .that()
        .resideInAPackage("dev.slipway." + part + "..")
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackages("dev.slipway..").or(resideInAnyPackage(allowed)));
  }
}
