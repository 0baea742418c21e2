package dev.slipway.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every verb there is. Only the classes of the verb that was asked for are loaded: that is most of
 * what makes {@code --help} quick.
 */
final class Verbs {
  private static final List<Entry> ENTRIES =
      List.of(
          verb("demo", "Show a release on this machine, under load", DemoVerb.class),
          verb("init", "Write a commented estate file", Init.class),
          verb("deploy", "Launch a site: a candidate, a test site or a demo", Deploy.class),
          group(
              "release",
              "Move the traffic to a new version",
              ReleasePlan.class,
              ReleaseRehearse.class,
              ReleaseStart.class,
              ReleaseStatus.class,
              ReleaseResume.class,
              ReleaseAbort.class,
              ReleaseRollback.class),
          group("site", "The sites of the estate", SiteList.class, SiteRetire.class),
          group(
              "cluster",
              "The search cluster of a site",
              ClusterHealthVerb.class,
              ClusterReplicas.class,
              ClusterReplace.class,
              ClusterAdd.class,
              ClusterRemove.class),
          group(
              "backup",
              "Base backups in the object store",
              BackupPush.class,
              BackupList.class,
              BackupSchedule.class),
          group("indexer", "The primary indexer", IndexerShow.class, IndexerWait.class),
          group(
              "file-indexer",
              "The long-running follow-up indexer",
              FileIndexerOn.class,
              FileIndexerOff.class,
              FileIndexerShow.class),
          group("proxy", "Where the proxies send to", ProxyShow.class, ProxySwitch.class),
          group(
              "keys",
              "Keys of the object store's users",
              KeysList.class,
              KeysRotate.class,
              KeysActivate.class,
              KeysValidate.class),
          group("logs", "Logs of a site", LogsArchive.class),
          group("tickets", "The tracker", TicketsList.class, TicketsClose.class),
          group("server", "Servers that exist already", ServerCheck.class, ServerRun.class),
          group(
              "node",
              "One server",
              NodeStart.class,
              NodeBoot.class,
              NodeStop.class,
              NodeShow.class,
              NodeBackup.class,
              NodeServe.class));

  private Verbs() {}

  /** A name at the top: a verb itself, or the name that several verbs share. */
  private record Entry(String name, String description, boolean group, List<Class<?>> classes) {}

  private static Entry verb(String name, String description, Class<?> type) {
    return new Entry(name, description, false, List.of(type));
  }

  private static Entry group(String name, String description, Class<?>... types) {
    return new Entry(name, description, true, List.of(types));
  }

  /** Every verb as it is typed. */
  static List<String> names() {
    return ENTRIES.stream()
        .flatMap(
            entry ->
                entry.group()
                    ? entry.classes().stream().map(type -> entry.name() + " " + nameOf(type))
                    : Stream.of(entry.name()))
        .toList();
  }

  private static String nameOf(Class<?> type) {
    return type.getAnnotation(Command.class).name();
  }

  /** The whole command line, in detail only where these arguments lead. */
  static CommandSpec spec(String[] arguments, Tools tools) {
    CommandSpec root = CommandSpec.create().name("slipway").addOption(help());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print the version and end.")
            .build());
    root.version("slipway " + Version.text());
    root.usageMessage()
        .description("Release a stateful web application onto new servers, losing no write.%n")
        .commandListHeading("%nVerbs:%n")
        .footer(
            "",
            "Try:",
            "  slipway release plan v42      what a release would do, step by step",
            "  slipway release start v42     do it",
            "",
            "Each verb explains itself: slipway VERB --help");
    Optional<String> first = Arrays.stream(arguments).findFirst();
    for (Entry entry : ENTRIES) {
      boolean wanted = first.filter(entry.name()::equals).isPresent();
      root.addSubcommand(entry.name(), wanted ? whole(entry, tools) : name(entry));
    }
    return root;
  }

  private static CommandLine name(Entry entry) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(entry.description());
    return new CommandLine(spec);
  }

  private static CommandLine whole(Entry entry, Tools tools) {
    IFactory factory = new VerbFactory(tools);
    if (!entry.group()) {
      return leaf(entry.classes().getFirst(), factory);
    }
    CommandSpec spec = CommandSpec.create().addOption(help());
    spec.usageMessage().description(entry.description() + ".%n").commandListHeading("%nVerbs:%n");
    for (Class<?> type : entry.classes()) {
      spec.addSubcommand(nameOf(type), leaf(type, factory));
    }
    return new CommandLine(spec);
  }

  private static CommandLine leaf(Class<?> type, IFactory factory) {
    CommandLine line = new CommandLine(type, factory);
    line.getCommandSpec().addOption(help());
    Paragraphs.arrange(line);
    return line;
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Explain and end.")
        .build();
  }

  /** Makes verbs with their tools. */
  private record VerbFactory(Tools tools) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Tools.class})) {
          return type.cast(constructor.newInstance(tools));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
