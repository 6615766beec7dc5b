package dev.standstill.core.finding;

import dev.standstill.core.accountancy.MeteredPoint;
import dev.standstill.core.record.Digest;
import java.util.List;
import java.util.Map;

/** What became of the readings that one report cites. */
public sealed interface ReadingsState {

  /** All cited files were there and as their digests say. */
  record Measured(Map<String, MeteredPoint> points) implements ReadingsState {
    public Measured {
      points = Map.copyOf(points);
    }
  }

  /** The digests are there, the bytes were not shown to this reader. That is not absence. */
  record Withheld(List<Digest> files) implements ReadingsState {
    public Withheld {
      files = List.copyOf(files);
    }
  }

  /** A cited file is not what its digest says, or cannot be read. */
  record Damaged(String detail) implements ReadingsState {}
}
