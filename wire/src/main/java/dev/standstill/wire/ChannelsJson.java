package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.study.Channel;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Channels of measurement with their errors and sources, and the sets of them to compare. */
public final class ChannelsJson {

  public static final int BYTES_MAX = 1 << 20;

  private ChannelsJson() {}

  /** Several channels together. */
  public record ChannelSet(String name, List<Channel> channels) {
    public ChannelSet {
      channels = List.copyOf(channels);
    }
  }

  /**
   * Reads a table of channels.
   *
   * @return its sets, in order, each with the channels that it names
   */
  public static ReadResult<List<ChannelSet>> read(byte[] bytes) {
    return ReadResult.reading(() -> sets(StrictJson.parse(bytes, BYTES_MAX)));
  }

  private static List<ChannelSet> sets(StrictValue value) {
    StrictObject object = value.object("channels", "sets");
    Map<String, Channel> channels = new LinkedHashMap<>();
    object
        .field("channels")
        .list(item -> {
          Channel channel = channel(item);
          if (channels.put(channel.name(), channel) != null) {
            throw item.refused("channel stated twice: " + channel.name());
          }
          return channel;
        });
    return object.field("sets").list(item -> set(item, channels));
  }

  private static ChannelSet set(StrictValue value, Map<String, Channel> channels) {
    StrictObject object = value.object("name", "channels");
    List<Channel> named =
        object
            .field("channels")
            .distinct(name -> {
              if (!channels.containsKey(name.text())) {
                throw name.refused("no channel of that name in this file");
              }
              return Objects.requireNonNull(channels.get(name.text()));
            });
    if (named.isEmpty()) {
      throw value.refused("a set without channels measures nothing");
    }
    return new ChannelSet(object.field("name").text(), named);
  }

  private static Channel channel(StrictValue value) {
    StrictObject object =
        value.object("name", "random", "systematic", "adversarialBias", "source", "placeholder");
    SortedMap<String, Double> systematic = new TreeMap<>();
    object
        .field("systematic")
        .list(item -> {
          StrictObject error = item.object("cause", "error");
          String cause = error.field("cause").text();
          if (systematic.put(cause, error.field("error").real()) != null) {
            throw item.refused("cause stated twice: " + cause);
          }
          return cause;
        });
    return value.build(() ->
        new Channel(
            object.field("name").text(),
            object.field("random").real(),
            systematic,
            object.field("adversarialBias").real(),
            object.field("source").text(),
            object.field("placeholder").flag()));
  }

  /** One channel as it was read. */
  public static void write(ObjectNode node, Channel channel) {
    node.put("name", channel.name()).put("random", channel.random());
    ArrayNode systematic = node.putArray("systematic");
    channel
        .systematic()
        .forEach((cause, error) -> systematic.addObject().put("cause", cause).put("error", error));
    node.put("adversarialBias", channel.adversarialBias())
        .put("source", channel.source())
        .put("placeholder", channel.placeholder());
  }
}
