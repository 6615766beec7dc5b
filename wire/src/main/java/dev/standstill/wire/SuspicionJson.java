package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.estimate.Suspicion;
import dev.standstill.core.estimate.Suspicion.Item;
import dev.standstill.core.estimate.Suspicion.Weight;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.util.List;

/**
 * Items of evidence for one hypothesis, and what they come to. Each ratio and the prior carry where
 * they are from: nothing elicited goes unsourced.
 */
public final class SuspicionJson {

  public static final int BYTES_MAX = 4 << 20;

  private static final double CAP = 10;

  private SuspicionJson() {}

  /**
   * What was read.
   *
   * @param hypothesis in words
   * @param suspicion the prior, the cap and the items
   * @param sources of the items, in their order
   */
  public record Stated(String hypothesis, Suspicion suspicion, List<String> sources) {
    public Stated {
      sources = List.copyOf(sources);
    }
  }

  public static ReadResult<Stated> read(byte[] bytes) {
    return ReadResult.reading(() -> stated(StrictJson.parse(bytes, BYTES_MAX)));
  }

  private static Stated stated(StrictValue value) {
    StrictObject object = value.object("hypothesis", "prior", "priorSource", "cap", "items");
    String hypothesis = said(object.field("hypothesis"));
    said(object.field("priorSource"));
    double cap = object.optional("cap").map(StrictValue::real).orElse(CAP);
    List<String> sources = object.field("items").list(item -> said(item(item).field("source")));
    List<Item> items =
        object
            .field("items")
            .list(item -> {
              StrictObject fields = item(item);
              // A date that is not one would make the list look better kept than it is.
              fields.field("date").instant();
              return item.build(() ->
                  new Item(
                      fields.field("name").text(),
                      fields.field("likelihoodRatio").real(),
                      fields.field("origin").text()));
            });
    double prior = object.field("prior").real();
    return new Stated(hypothesis, value.build(() -> new Suspicion(prior, cap, items)), sources);
  }

  private static StrictObject item(StrictValue item) {
    return item.object("name", "likelihoodRatio", "origin", "source", "date");
  }

  private static String said(StrictValue value) {
    String text = value.text();
    if (text.isBlank()) {
      throw value.refused("must be said");
    }
    return text;
  }

  /** The answer; {@code priorForEvenOdds} is the prior below which the odds stay under even. */
  public static ObjectNode of(Stated stated) {
    Suspicion suspicion = stated.suspicion();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("hypothesis", stated.hypothesis())
        .put("prior", suspicion.prior())
        .put("posterior", suspicion.posterior())
        .put("ratio", suspicion.ratio())
        .put("priorForEvenOdds", suspicion.priorForEvenOdds())
        .put("cap", suspicion.cap());
    ArrayNode items = root.putArray("items");
    for (Weight weight : suspicion.weights()) {
      items
          .addObject()
          .put("name", weight.item().name())
          .put("origin", weight.item().origin())
          .put("likelihoodRatio", weight.item().likelihoodRatio())
          .put("counted", weight.counted())
          .put("posteriorWithout", weight.posteriorWithout());
    }
    return root;
  }
}
