package dev.catalog.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.Json;
import dev.catalog.document.Documents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;

/**
 * An endless row of linked documents in the shape of the first schema versions. A document comes
 * after those that it links to.
 */
final class Drafts {

  /**
   * One document.
   *
   * @param id its accession or name, from which its uuid follows
   */
  record Draft(String type, String id, ObjectNode properties) {}

  private static final List<String> ASSAYS =
      List.of("ChIP-seq", "RNA-seq", "DNase-seq", "ATAC-seq", "Hi-C", "RAMPAGE", "WGBS", "eCLIP");
  private static final List<String> TISSUES =
      List.of("liver", "heart", "lung", "spleen", "stomach", "adrenal gland", "testis", "thymus");
  private static final List<String> FORMATS = List.of("fastq", "bam", "bigWig", "bed");
  private static final List<String> OUTPUTS =
      List.of("reads", "alignments", "signal of all reads", "peaks");
  private static final List<String> STATUSES =
      List.of("released", "released", "released", "in progress", "archived", "revoked");
  private static final List<String> UNITS = List.of("day", "days", "week", "weeks", "year");

  private final String prefix;
  private final Random random;
  private final Queue<Draft> ready = new ArrayDeque<>();
  private final List<String> awards = new ArrayList<>();
  private final List<String> labs = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();
  private final List<String> organisms = new ArrayList<>();
  private final List<String> terms = new ArrayList<>();
  private int study;

  Drafts(String prefix) {
    this.prefix = prefix;
    this.random = new Random(prefix.hashCode());
    shared();
  }

  Draft next() {
    while (ready.isEmpty()) {
      study(++study);
    }
    return ready.remove();
  }

  /** The uuid of the document with this id; an id that is a uuid already is its own. */
  static UUID uuid(String id) {
    return Documents.uuid(id)
        .orElseGet(() -> UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
  }

  /** What all studies link to. */
  private void shared() {
    var lower = prefix.toLowerCase(Locale.ROOT);
    for (var i = 1; i <= 6; i++) {
      var name = "%s-HG%06d".formatted(prefix, 7000 + i);
      awards.add(name(named("award", name).put("title", "Mapping of element " + i)));
    }
    for (var i = 1; i <= 20; i++) {
      var lab = named("lab", "%s-lab-%d".formatted(lower, i));
      labs.add(name(lab.put("title", "Laboratory " + i).put("institute_name", "Institute " + i)));
      lab.putArray("awards").add(pick(awards));
    }
    for (var i = 1; i <= 5; i++) {
      var vendor = named("source", "%s-source-%d".formatted(lower, i));
      sources.add(name(vendor.put("title", "Vendor " + i)));
    }
    for (var organism : List.of("human", "mouse", "fly", "worm")) {
      organisms.add(name(named("organism", lower + "-" + organism).put("status", "released")));
    }
    for (var i = 0; i < TISSUES.size(); i++) {
      var id = "%s:%07d".formatted(prefix, 1000 + i);
      var term = draft("biosample_type", ("tissue_" + id).replace(':', '_'));
      terms.add(("tissue_" + id).replace(':', '_'));
      term.put("classification", "tissue").put("term_id", id).put("term_name", TISSUES.get(i));
    }
  }

  private void study(int number) {
    var award = pick(awards);
    var lab = pick(labs);
    var term = random.nextInt(terms.size());
    var assay = pick(ASSAYS);
    var biosample = biosample(number, award, lab, term);
    var library = accessioned("library", "LB", number, award, lab);
    library.put("biosample", biosample).put("nucleic_acid_term_name", "DNA");
    var experiment = accessioned("experiment", "SR", number, award, lab);
    experiment.put("assay_term_name", assay).put("biosample_ontology", terms.get(term));
    experiment.put("description", "%s of %s, study %d".formatted(assay, TISSUES.get(term), number));
    experiment.put("date_submitted", date()).put("date_released", date());
    for (var i = 1; i <= 2; i++) {
      replicate(number, i, accession("SR", number), accession("LB", number));
    }
    for (var i = 0; i < FORMATS.size(); i++) {
      file(number, i, award, lab);
    }
  }

  private String biosample(int number, String award, String lab, int term) {
    var biosample = accessioned("biosample", "BS", number, award, lab);
    biosample.put("biosample_ontology", terms.get(term)).put("source", pick(sources));
    biosample.put("organism", pick(organisms)).put("product_id", "P-" + number);
    biosample.put("model_organism_age", String.valueOf(1 + random.nextInt(900) / 10.0));
    biosample.put("model_organism_age_units", pick(UNITS));
    biosample.put("url", "https://vendor.example/products/" + number);
    biosample.put("description", "%s, donor %d".formatted(TISSUES.get(term), number));
    return accession("BS", number);
  }

  private void replicate(int number, int position, String experiment, String library) {
    var id = uuid("%s-replicate-%d-%d".formatted(prefix, number, position)).toString();
    var replicate = draft("replicate", id);
    replicate.put("experiment", experiment).put("library", library).put("status", pick(STATUSES));
    replicate.put("biological_replicate_number", position).put("technical_replicate_number", 1);
  }

  private void file(int study, int position, String award, String lab) {
    var number = study * FORMATS.size() + position;
    var file = accessioned("file", "FF", number, award, lab);
    var replicate = uuid("%s-replicate-%d-%d".formatted(prefix, study, 1 + position % 2));
    file.put("dataset", accession("SR", study)).put("replicate", replicate.toString());
    file.put("file_format", FORMATS.get(position)).put("output_type", OUTPUTS.get(position));
    file.put("file_size", 1000 + random.nextInt(1_000_000_000)).put("md5sum", md5());
    if (position > 0) {
      file.putArray("derived_from").add(accession("FF", number - 1));
    }
  }

  private ObjectNode accessioned(String type, String kind, int number, String award, String lab) {
    var draft = draft(type, accession(kind, number)).put("accession", accession(kind, number));
    return draft.put("award", award).put("lab", lab).put("status", pick(STATUSES));
  }

  private ObjectNode named(String type, String name) {
    return draft(type, name).put("name", name);
  }

  private ObjectNode draft(String type, String id) {
    var properties = Json.object();
    ready.add(new Draft(type, id, properties));
    return properties;
  }

  private String accession(String kind, int number) {
    return "%s%s%07d".formatted(prefix, kind, number);
  }

  private String date() {
    return "20%02d-%02d-%02d"
        .formatted(10 + random.nextInt(15), 1 + random.nextInt(12), 1 + random.nextInt(28));
  }

  private String md5() {
    return "%016x%016x".formatted(random.nextLong(), random.nextLong());
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String name(ObjectNode draft) {
    return draft.get("name").asText();
  }
}
