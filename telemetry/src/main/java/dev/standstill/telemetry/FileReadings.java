package dev.standstill.telemetry;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The readings of a readings file, as they stand in it: what {@link ReadingsFile} wrote comes back,
 * so that the files of several hours can be written as one.
 */
public final class FileReadings implements Iterable<MeterReading> {
  private static final long PAGE = 250_000;

  private final Path parquet;

  private FileReadings(Path parquet) {
    this.parquet = parquet;
  }

  /**
   * The readings of a file; it is opened and checked each time they are gone through.
   *
   * @param parquet a readings file, taken as hostile
   */
  public static FileReadings of(Path parquet) {
    return new FileReadings(parquet);
  }

  /** Throws {@link UnreadableReadings} if the file is not what {@link ReadingsFile} writes. */
  @Override
  public Iterator<MeterReading> iterator() {
    return new Rows(CheckedReadings.open(parquet));
  }

  /** One pass, a page at a time; the file is let go behind the last row. */
  private static final class Rows implements Iterator<MeterReading> {
    private final CheckedReadings readings;
    private final ArrayDeque<MeterReading> page = new ArrayDeque<>();
    private long next;
    private boolean ended;

    Rows(CheckedReadings readings) {
      this.readings = readings;
    }

    @Override
    public boolean hasNext() {
      if (page.isEmpty() && !ended) {
        load();
        if (page.isEmpty()) {
          ended = true;
          readings.close();
        }
      }
      return !page.isEmpty();
    }

    @Override
    public MeterReading next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.remove();
    }

    private void load() {
      var _ =
          readings.query(engine -> {
            SqlText sql =
                SqlText.load("rows-page.sql")
                    .with("file", engine.file())
                    .with("from_row", next)
                    .with("to_row", next + PAGE);
            try (Statement statement = engine.connection().createStatement();
                ResultSet row = statement.executeQuery(sql.text())) {
              while (row.next()) {
                page.add(new MeterReading(row.getString(1), row.getLong(2), row.getLong(3)));
              }
            }
            next += PAGE;
            return page;
          });
    }
  }
}
