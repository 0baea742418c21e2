package dev.slipway.demo;

import dev.slipway.exec.Runner;
import java.nio.file.Path;
import java.util.List;

/** The application that an estate of the demo carries, and the version that it begins at. */
interface DemoApplication {

  /** Of its database, of the database's user and of the proxies' upstream. */
  String name();

  /** Where it lies within its repository. */
  String directory();

  /** The version that is in production at first: {@code v41}, tagged {@code v41.0}. */
  String version();

  /**
   * Makes its repository: the first version's tag, and on the branch {@code master} what the next
   * one is made of.
   *
   * @param origin the bare repository to make
   */
  void createOrigin(Path origin, Runner runner);

  /** The program that fills its first site, run as the application is; empty when none does. */
  List<String> fill();
}
