package dev.standstill.site.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.LogTime;
import dev.standstill.core.record.StatementBody;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Publication;
import dev.standstill.log.witness.HttpCosigners;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A register's log with three witnesses, two of which must cosign, and the keys of three parties.
 * It can be taken off the network and put back.
 */
public final class LabRegister implements AutoCloseable {
  /** The register's log. */
  public static final String ORIGIN = "register.example/log";

  /** The site's own. */
  public static final String SITE_ORIGIN = "site.example/log";

  private final Path directory;
  private final List<LabWitness> witnesses = new ArrayList<>();
  private final CheckpointSigner signer;
  private final SigningKey siteKey;
  private final QuorumPolicy policy;
  private final HttpCosigners cosigners;
  private final LogWriter log;
  private final PartySigner owner;
  private boolean timed = true;
  private final Digest charter;
  private final int port;
  private Optional<HttpServer> server = Optional.empty();

  /**
   * Begins a log with its charter and puts it on the network.
   *
   * @param agreement makes the charter, given the digest of the log's policy
   * @param signers a key of each party
   */
  public LabRegister(Path root, Function<Digest, Charter> agreement, List<PartySigner> signers)
      throws IOException, PolicyRefusedException {
    this.directory = Files.createDirectories(root.resolve("register"));
    SecureRandom random = new SecureRandom();
    this.signer = CheckpointSigner.of(SigningKey.generate(ORIGIN, random));
    this.siteKey = SigningKey.generate(SITE_ORIGIN, random);
    for (String name : List.of("a", "b", "c")) {
      witnesses.add(new LabWitness(name, root.resolve("witness-" + name)));
    }
    this.policy = policy(signer);
    for (LabWitness witness : witnesses) {
      witness.watch(
          List.of(signer.verifierKeys().getFirst(), siteSigner().verifierKeys().getFirst()));
      witness.up();
    }
    Files.writeString(directory.resolve("policy"), text(signer));
    this.cosigners =
        new HttpCosigners(policy, ORIGIN, HttpCosigners.Patience.USUAL, InstantSource.system());
    this.log = LogWriter.create(directory, signer, cosigners);
    Binding toLog = Binding.ToLogKey.of(signer.verifierKeys().getFirst());
    Digest digest = new Digest(Hash.sha256(text(signer).getBytes(StandardCharsets.UTF_8)).hex());
    this.owner = signers.getFirst();
    this.charter = log(new Statement(toLog, agreement.apply(digest)), signers).id();
    publish();
    try (ServerSocket free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    up();
  }

  private static HttpServer bind(int port) throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
  }

  private QuorumPolicy policy(CheckpointSigner of) throws PolicyRefusedException {
    return QuorumPolicy.parse(text(of).getBytes(StandardCharsets.UTF_8));
  }

  private String text(CheckpointSigner of) {
    StringBuilder text = new StringBuilder("log " + of.verifierKeys().getFirst() + "\n");
    witnesses.forEach(witness -> text.append(witness.policyLine()));
    return text.append("group two 2 a b c\nquorum two\n").toString();
  }

  /** Signs and logs a statement, and has it cosigned. */
  public Citation say(StatementBody body, PartySigner... by) throws IOException {
    Citation place = log(new Statement(new Binding.ToCharter(charter), body), List.of(by));
    publish();
    return place;
  }

  private synchronized Citation log(Statement statement, List<PartySigner> by) throws IOException {
    logTime();
    Envelope envelope = Envelope.sign(StatementCodec.write(statement), by);
    long index = log.append(envelope.encode()).index();
    log.sync();
    return new Citation(index, envelope.statementId());
  }

  /** As a register does: else whatever is said later would make what was said before later too. */
  private void logTime() throws IOException {
    if (timed) {
      return;
    }
    timed = true;
    byte[] note = Files.readAllBytes(directory.resolve("checkpoint"));
    Statement time =
        new Statement(new Binding.ToCharter(charter), new LogTime(StrictBase64.encode(note)));
    log.append(Envelope.sign(StatementCodec.write(time), List.of(owner)).encode());
  }

  private synchronized void publish() throws IOException {
    timed = false;
    if (log.publish() instanceof Publication.BelowQuorum(String detail)) {
      throw new IOException("too few witnesses cosigned: " + detail);
    }
  }

  /** On the network. */
  public void up() throws IOException {
    HttpServer started = bind(port);
    started.createContext("/add", this::add);
    started.createContext("/", this::read);
    started.start();
    server = Optional.of(started);
  }

  /** Off the network. */
  public void down() {
    server.ifPresent(running -> running.stop(0));
    server = Optional.empty();
  }

  private synchronized void add(HttpExchange exchange) throws IOException {
    byte[] entry = exchange.getRequestBody().readAllBytes();
    logTime();
    long index = log.append(entry).index();
    log.sync();
    publish();
    send(exchange, 200, ("{\"index\":" + index + "}").getBytes(StandardCharsets.UTF_8));
  }

  private void read(HttpExchange exchange) throws IOException {
    Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
    boolean there = file.normalize().startsWith(directory) && Files.isRegularFile(file);
    send(exchange, there ? 200 : 404, there ? Files.readAllBytes(file) : new byte[] {'-'});
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** What a rival reads who trusts nobody. */
  public Evidence evidence() throws IOException {
    return EvidenceReader.read(directory, new TrustRoot(Optional.of(policy), Optional.of(charter)));
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public List<LabWitness> witnesses() {
    return List.copyOf(witnesses);
  }

  public QuorumPolicy policy() {
    return policy;
  }

  /** The file that says it. */
  public Path policyFile() {
    return directory.resolve("policy");
  }

  public Digest charter() {
    return charter;
  }

  /** Who signs the site's own log. */
  SigningKey siteKey() {
    return siteKey;
  }

  private CheckpointSigner siteSigner() {
    return CheckpointSigner.of(siteKey);
  }

  /** Under which policy, as a file. */
  String sitePolicy() {
    return text(siteSigner());
  }

  @Override
  public void close() throws IOException {
    down();
    witnesses.forEach(LabWitness::close);
    cosigners.close();
    log.close();
  }
}
