package dev.slipway.provider.local;

import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.appender.RollingFileAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/**
 * Sends the log of a local server to its own file. Built here and handed over before the first
 * logger exists, so that no configuration file found on the class path has a say.
 */
final class FileLog {
  private FileLog() {}

  /** The first thing that a main does: nothing before it may touch a logger. */
  static void open(Path file, Level level) {
    System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    builder
        .setStatusLevel(Level.ERROR)
        // The server logs its own end from a shutdown hook; log4j's hook would race with it.
        .setShutdownHook("disable")
        .add(
            builder
                .newAppender("file", RollingFileAppender.PLUGIN_NAME)
                .addAttribute("fileName", file)
                .addAttribute("filePattern", file + ".%i")
                .addComponent(rollover(builder))
                .addComponent(
                    builder.newComponent("DefaultRolloverStrategy").addAttribute("max", 2))
                .add(
                    builder
                        .newLayout("PatternLayout")
                        .addAttribute("pattern", "%d{ISO8601} %-5p %c{1.} %m%n%ex")))
        .add(builder.newRootLogger(level).add(builder.newAppenderRef("file")));
    Configurator.initialize(builder.build());
  }

  private static ComponentBuilder<?> rollover(ConfigurationBuilder<?> builder) {
    return builder
        .newComponent("Policies")
        .addComponent(
            builder.newComponent("SizeBasedTriggeringPolicy").addAttribute("size", "20MB"));
  }
}
