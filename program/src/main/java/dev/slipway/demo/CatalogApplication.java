package dev.slipway.demo;

import dev.slipway.exec.Runner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The catalog, from v41 on.
 *
 * @param sources a folder with {@code pom.xml}, {@code catalog/} and {@code v41/}
 */
record CatalogApplication(Path sources, DemoEstate.Documents documents) implements DemoApplication {

  @Override
  public String name() {
    return "catalog";
  }

  @Override
  public String directory() {
    return "catalog";
  }

  @Override
  public String version() {
    return "v41";
  }

  @Override
  public void createOrigin(Path origin, Runner runner) {
    new DemoRepository(sources, origin, runner).create();
  }

  @Override
  public List<String> fill() {
    List<String> program =
        new ArrayList<>(
            List.of("java", "-Xmx256m", "-cp", "catalog.jar:lib/*", "dev.catalog.Main"));
    program.addAll(
        switch (documents) {
          case DemoEstate.Documents.Generated generated ->
              List.of("generate", "" + generated.count());
          case DemoEstate.Documents.Inserts inserts -> List.of("load", inserts.folder().toString());
        });
    return program;
  }
}
