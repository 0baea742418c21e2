package dev.slipway.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The application's source: a git repository with an origin. */
public interface SourceRepository {

  /** The commit that a branch or tag of the origin points to. */
  Optional<String> resolve(String revision);

  /** Required branches that are not merged into the branch. */
  List<String> unmerged(String branch, List<String> required);

  /**
   * Refuses what {@link #tag} would refuse, before anything is done.
   *
   * @return the commit that would be tagged
   */
  String check(String tag, String branch, List<String> required);

  /**
   * Makes an annotated tag on the branch's newest commit in a clean clone and pushes it.
   *
   * @param annotation what the tag says of itself, see {@link #annotation}
   * @return the tagged commit; the existing one when the tag is there on the same commit
   * @throws dev.slipway.error.SlipwayException {@code TAG_ELSEWHERE}, {@code NOT_MERGED}, {@code
   *     TREE_DIRTY} (a configured work tree has changes), {@code REVISION_UNKNOWN}
   */
  String tag(String tag, String branch, List<String> required, String annotation);

  /**
   * What an annotated tag of the origin says of itself, without the space around it: whoever made
   * it knows it by that, also when its branch has moved on since.
   */
  Optional<String> annotation(String tag);

  /** Puts the files of a revision into an empty folder. */
  void export(String revision, Path folder);

  /** The text of one file at a revision. */
  Optional<String> file(String revision, String path);
}
