package dev.standstill.node.projection;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log as a database. Whoever reads sees one whole {@link Fold}, never the half of a newer one.
 *
 * <p>Statements are only added where those before them are as they were: a new charter or a later
 * cosignature can change how older ones are read, and then all are written anew.
 */
public final class Projection implements AutoCloseable {
  private static final int READERS = 8;
  private static final int BATCH = 1000;

  /** One question of one fold. */
  @FunctionalInterface
  public interface Question<T> {
    /** Asks. */
    T ask(View view) throws SQLException;
  }

  private final Database database;
  private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(READERS);

  /** To open a connection costs more than to wait for one. */
  private final Semaphore readers = new Semaphore(READERS);

  private final ReentrantLock writing = new ReentrantLock();
  private List<StatementRow> written = List.of();

  private Projection(Database database) {
    this.database = database;
  }

  /**
   * Opens it, empty: what an earlier process left there is not believed, since all of it can be had
   * from the log, and nothing else shows whether somebody changed it meanwhile.
   */
  public static Projection open(Database database) throws IOException {
    database.discard();
    database.migrate();
    Projection projection = new Projection(database);
    projection.clear();
    return projection;
  }

  private void clear() {
    write(connection -> {
      try (Statement statement = connection.createStatement()) {
        for (String table : List.of("fold", "statement", "document")) {
          statement.execute("DELETE FROM " + table);
        }
      }
    });
  }

  /** Puts a fold in the place of the one before, or changes nothing. */
  public void replace(Fold fold) {
    writing.lock();
    try {
      List<StatementRow> before = written;
      List<StatementRow> rows = fold.statements();
      boolean longer =
          rows.size() >= before.size() && rows.subList(0, before.size()).equals(before);
      // If it breaks off, nobody knows what is there.
      written = List.of();
      write(connection -> {
        try (Statement statement = connection.createStatement()) {
          if (!longer || before.isEmpty()) {
            statement.execute("DELETE FROM statement");
          }
          statement.execute("DELETE FROM document");
          statement.execute("DELETE FROM fold");
        }
        statements(connection, longer ? rows.subList(before.size(), rows.size()) : rows);
        documents(connection, fold.documents());
        fold(connection, fold);
      });
      written = rows;
    } finally {
      writing.unlock();
    }
  }

  private interface Change {
    void in(Connection connection) throws SQLException;
  }

  private void write(Change change) {
    try (Connection connection = database.connect()) {
      try {
        change.in(connection);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new ProjectionException("the projection cannot be written", e);
    }
  }

  private static void statements(Connection connection, List<StatementRow> rows)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO statement (log_index, id, kind, author, site, signers, charter, standing)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      int waiting = 0;
      for (StatementRow row : rows) {
        insert.setLong(1, row.logIndex());
        insert.setString(2, row.id());
        insert.setString(3, row.kind());
        insert.setString(4, row.author());
        insert.setString(5, row.site());
        insert.setString(6, row.signers());
        insert.setString(7, row.charter());
        insert.setString(8, row.standing());
        insert.addBatch();
        if (++waiting % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static void documents(Connection connection, List<Document> documents)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO document (collection, ordinal, party, site, content)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      long ordinal = 0;
      for (Document document : documents) {
        insert.setString(1, word(document.collection()));
        insert.setLong(2, ordinal++);
        insert.setString(3, document.party());
        insert.setString(4, document.site());
        insert.setString(5, document.content());
        insert.addBatch();
        if (ordinal % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static void fold(Connection connection, Fold fold) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO fold (id, size, root, head) VALUES (1, ?, ?, ?)")) {
      insert.setLong(1, fold.size());
      insert.setString(2, fold.root());
      insert.setString(3, fold.head());
      insert.executeUpdate();
    }
  }

  static String word(Document.Collection collection) {
    return collection.name().toLowerCase(Locale.ROOT);
  }

  /** Asks one fold; a connection that fails is not used again. */
  public <T> T read(Question<T> question) {
    readers.acquireUninterruptibly();
    try {
      return ask(question);
    } finally {
      readers.release();
    }
  }

  private <T> T ask(Question<T> question) {
    Connection connection = Optional.ofNullable(idle.poll()).orElseGet(database::connect);
    try {
      T answer = question.ask(new View(connection));
      connection.rollback();
      if (!idle.offer(connection)) {
        connection.close();
      }
      return answer;
    } catch (SQLException e) {
      close(connection);
      throw new ProjectionException("the projection cannot be read", e);
    } catch (RuntimeException | Error e) {
      close(connection);
      throw e;
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It failed already, and whoever asked is told of that.
      System.getLogger(Projection.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
    }
  }

  @Override
  public void close() {
    List<Connection> left = new ArrayList<>();
    idle.drainTo(left);
    left.forEach(Projection::close);
  }

  /** One fold, for as long as it is asked. */
  public static final class View {
    private static final String COLUMNS =
        "SELECT log_index, id, kind, author, site, signers, charter, standing FROM statement";

    private final Connection connection;

    View(Connection connection) {
      this.connection = connection;
    }

    /** What is said of it as a whole; empty before the first. */
    public Optional<String> head() throws SQLException {
      try (PreparedStatement select =
              connection.prepareStatement("SELECT head FROM fold WHERE id = 1");
          ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }

    /** In the sequence of the log. */
    public List<StatementRow> statements(StatementQuery query) throws SQLException {
      StringBuilder sql = new StringBuilder(COLUMNS).append(" WHERE log_index > ?");
      List<String> values = new ArrayList<>();
      condition(sql, values, "kind", query.kind());
      condition(sql, values, "author", query.author());
      condition(sql, values, "site", query.site());
      condition(sql, values, "id", query.id());
      sql.append(" ORDER BY log_index LIMIT ?");
      try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
        select.setLong(1, query.after());
        int place = 2;
        for (String value : values) {
          select.setString(place++, value);
        }
        select.setInt(place, query.limit());
        return rows(select);
      }
    }

    /** Columns are ours; only values come from outside, and never into the text. */
    private static void condition(
        StringBuilder sql, List<String> values, String column, Optional<String> value) {
      value.ifPresent(v -> {
        sql.append(" AND ").append(column).append(" = ?");
        values.add(v);
      });
    }

    private static List<StatementRow> rows(PreparedStatement select) throws SQLException {
      List<StatementRow> rows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(
              new StatementRow(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getString(7),
                  row.getString(8)));
        }
      }
      return rows;
    }

    /** What was concluded, in its sequence, by its place in it. */
    public List<Placed> documents(DocumentQuery query) throws SQLException {
      StringBuilder sql =
          new StringBuilder("SELECT ordinal, content FROM document WHERE collection = ?");
      List<String> values = new ArrayList<>(List.of(word(query.collection())));
      condition(sql, values, "party", query.party());
      condition(sql, values, "site", query.site());
      sql.append(" AND ordinal > ? ORDER BY ordinal LIMIT ?");
      try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
        int place = 1;
        for (String value : values) {
          select.setString(place++, value);
        }
        select.setLong(place++, query.after());
        select.setInt(place, query.limit());
        List<Placed> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            found.add(new Placed(row.getLong(1), row.getString(2)));
          }
        }
        return found;
      }
    }
  }

  /** A document and its place. */
  public record Placed(long ordinal, String content) {}
}
