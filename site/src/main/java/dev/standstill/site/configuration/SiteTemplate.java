package dev.standstill.site.configuration;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Digest;
import java.util.Map;
import java.util.Optional;

/** The configuration that a new site begins with: every setting, with what it is for. */
public final class SiteTemplate {

  private static final String KUBERNETES =
      """

      # [kubernetes]
      # server = "https://10.0.0.1:6443"
      # authority = "cluster-ca.crt"
      # The token of the agent's service account.
      # token = "service-account.token"
      # canary-namespace = "canary"
      # Kueue's queues to hold while work of theirs must stop: only such whose work is all in scope.
      # cluster-queues = []
      # Whether pods that nothing else stops are deleted.
      # evict = false
      # Where the admission webhook listens, and how the API server calls it. site webhook --renew
      # makes its certificate.
      # webhook-host = "0.0.0.0"
      # webhook-port = 8943
      # webhook-name = "agent.example"
      # certificates = "webhook"
      # With this the agent makes the next certificate when a third of the life of the old one is
      # left, good for so long, and has the API server trust it. Without it, somebody else must.
      # certificate-valid-for = "90d"
      # The AdmissionCheck of Kueue (controllerName: standstill.dev/permits) that the agent answers.
      # admission-check = "standstill"
      """;

  private static final String REPORT =
      """

      # With automatic the agent makes and sends each report by itself once its period is over: of
      # what STATE/site-data/activities.json declares of the period, or else of what the schedulers
      # accounted and STATE/site-data/work.json says of it.
      # [report]
      # automatic = true
      # How long after a period's end its accounts may still change.
      # settling = "10min"
      """;

  private static final String METERING =
      """

      # Which meters are read; the points they feed are those of the site's declaration in the log.
      # [metering]
      # pace = "1s"
      # How long after its end an hour still takes readings.
      # settling = "2min"
      # The devices of this machine, through NVIDIA's library.
      # nvml = true
      # Metrics pages, such as those of DCGM exporters.
      # scrape = ["http://node-7:9400/metrics"]
      # Files of readings: point,time,watts.
      # csv = ["meter.csv"]
      # Power meters that speak Redfish.
      # redfish = [{ url = "https://pdu-1/redfish/v1/...", point = "pdu-1" }]
      # A Prometheus may send here (remote write, version 1); the token is in a file.
      # remote-write = { host = "127.0.0.1", port = 8932, token = "remote-write.token" }
      """;

  private SiteTemplate() {}

  /**
   * Writes it.
   *
   * @param sources places by the names that the charter gives them
   * @param slurm the cluster's slurm.conf; empty to leave its part commented out
   */
  public static String text(
      SiteId site,
      Digest charter,
      Map<String, String> sources,
      Optional<String> register,
      Optional<String> key,
      int port,
      Optional<String> slurm) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # The agent of %s. Paths count from the folder of this file; lengths of time have a unit
        # (500ms, 15s, 10min, 1h, 1d). A setting that the agent does not know is an error. The
        # agent reads this once, at its start; the digest of the file stands in every report.

        party = %s
        site = %s

        # Everything is pinned to this charter and its later versions.
        charter = %s

        # Whose signatures make a checkpoint of the register's log (C2SP tlog-policy).
        policy = "policy"

        # Everything the agent keeps: its copy of the log, its own log, readings, what it said.
        state = "state"

        """
            .formatted(
                site, quoted(site.party().toString()), quoted(site.name()), quoted(charter.hex())));
    text.append("# Where statements are sent. Without it they stay in the site's own log.\n");
    text.append(register.map(url -> "register = " + quoted(url)).orElse("# register = \"URL\""));
    text.append("\n\n# The party's private key, as key generate made it.\n");
    text.append(key.map(path -> "key = " + quoted(path)).orElse("# key = \"aurora.key\""));
    text.append("\n\n# The loopback port that schedulers ask.\ngate-port = " + port + "\n");
    text.append(
        """

        # Where the register's log is to be had. The names are those of the charter's sources:
        # name at least three, under different parties. The agent halts what is in scope when
        # none of them, and no quorum of witnesses, has been heard for longer than the charter's
        # limit and grace.
        """);
    sources.forEach((name, place) ->
        text.append(
            "[[source]]\nname = %s\nplace = %s\n\n".formatted(quoted(name), quoted(place))));
    text.append(
        """
        # What each partition or namespace is for; jobs of any other are refused. A job counts as
        # every kind of operation that stands here and that its permit does not rule out.
        [[queue]]
        name = "train"
        area = "hall-1"
        operations = ["pre-training", "fine-tuning"]
        # What the fastest device of the queue does at most, in FLOP per second: a string.
        device-peak-flop-per-second = "989400000000000"

        # How often the agent looks for a newer checkpoint, goes through what runs and waits, and
        # submits a job that must be refused.
        [rhythm]
        follow = "15s"
        sweep = "5s"
        canary = "1h"

        """);
    text.append(slurm(slurm));
    text.append(KUBERNETES).append(METERING).append(REPORT);
    return text.toString();
  }

  private static String slurm(Optional<String> configuration) {
    String text =
        """
        [slurm]
        configuration = %s
        # The most devices that one node has.
        gpus-per-node = 8
        # In whose name the canary is submitted: a user who may submit, and not root.
        canary-user = "canary"
        # KillWait of slurm.conf: stopping takes this long after the grace.
        kill-wait = "30s"
        # How sacct is asked to print: "parsable", or "json".
        accounts = "parsable"
        """
            .formatted(quoted(configuration.orElse("/etc/slurm/slurm.conf")));
    return configuration.isPresent()
        ? text
        : text.lines().map(line -> "# " + line + "\n").reduce("", String::concat);
  }

  /** As TOML wants it. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
