package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.SourceRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A repository in memory: commits with their history and files, branches, tags. When it lies, it
 * tags nothing.
 */
public final class FakeSourceRepository implements SourceRepository {

  private record Commit(Set<String> history, Map<String, String> files) {}

  private final Mishaps mishaps = new Mishaps();
  private final Map<String, Commit> commits = new HashMap<>();
  private final Map<String, String> branches = new HashMap<>();
  private final Map<String, String> tags = new HashMap<>();
  private final Map<String, String> annotations = new HashMap<>();
  private boolean dirty;

  public Mishaps mishaps() {
    return mishaps;
  }

  public synchronized void soil() {
    dirty = true;
  }

  public synchronized String commit(String branch, String path, String text) {
    Commit before = commits.get(branches.get(branch));
    Map<String, String> files = new HashMap<>(before == null ? Map.of() : before.files());
    files.put(path, text);
    return add(branch, before == null ? Set.of() : before.history(), files);
  }

  public synchronized void branch(String name, String from) {
    branches.put(name, branches.get(from));
  }

  public synchronized void merge(String branch, String into) {
    Set<String> history = new HashSet<>(commits.get(branches.get(into)).history());
    history.addAll(commits.get(branches.get(branch)).history());
    Map<String, String> files = new HashMap<>(commits.get(branches.get(into)).files());
    files.putAll(commits.get(branches.get(branch)).files());
    add(into, history, files);
  }

  private String add(String branch, Set<String> history, Map<String, String> files) {
    String id = "%040x".formatted(commits.size() + 1);
    Set<String> all = new HashSet<>(history);
    all.add(id);
    commits.put(id, new Commit(all, files));
    branches.put(branch, id);
    return id;
  }

  @Override
  public synchronized Optional<String> resolve(String revision) {
    mishaps.strike("resolve");
    return Optional.ofNullable(tags.get(revision))
        .or(() -> Optional.ofNullable(branches.get(revision)))
        .or(() -> Optional.of(revision).filter(commits::containsKey));
  }

  @Override
  public synchronized List<String> unmerged(String branch, List<String> required) {
    mishaps.strike("unmerged");
    Set<String> history = commits.get(newest(branch)).history();
    return required.stream().filter(name -> !history.contains(newest(name))).toList();
  }

  @Override
  public synchronized String check(String tag, String branch, List<String> required) {
    mishaps.strike("check");
    if (dirty) {
      throw new SlipwayException(ErrorCode.TREE_DIRTY, "the work tree has changes", "");
    }
    String commit = newest(branch);
    if (!tags.getOrDefault(tag, commit).equals(commit)) {
      throw new SlipwayException(ErrorCode.TAG_ELSEWHERE, tag + " is elsewhere", "");
    }
    List<String> missing = unmerged(branch, required);
    if (!missing.isEmpty()) {
      throw new SlipwayException(ErrorCode.NOT_MERGED, "not merged: " + missing, "");
    }
    return commit;
  }

  @Override
  public synchronized String tag(
      String tag, String branch, List<String> required, String annotation) {
    mishaps.strike("tag");
    String commit = check(tag, branch, required);
    if (!mishaps.lying()) {
      tags.put(tag, commit);
      annotations.putIfAbsent(tag, annotation.strip());
    }
    return commit;
  }

  @Override
  public synchronized Optional<String> annotation(String tag) {
    mishaps.strike("annotation");
    return Optional.ofNullable(annotations.get(tag));
  }

  @Override
  public synchronized void export(String revision, Path folder) {
    Map<String, String> files = commits.get(need(revision)).files();
    try {
      Files.createDirectories(folder);
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new SlipwayException(ErrorCode.NAME_TAKEN, folder + " is not empty", "");
        }
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path target = folder.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized Optional<String> file(String revision, String path) {
    return Optional.ofNullable(commits.get(need(revision)).files().get(path));
  }

  private String need(String revision) {
    return resolve(revision).orElseThrow(() -> unknown(revision));
  }

  private String newest(String branch) {
    return Optional.ofNullable(branches.get(branch)).orElseThrow(() -> unknown(branch));
  }

  private static SlipwayException unknown(String revision) {
    return new SlipwayException(ErrorCode.REVISION_UNKNOWN, "no " + revision, "");
  }
}
