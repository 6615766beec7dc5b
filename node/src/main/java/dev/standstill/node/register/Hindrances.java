package dev.standstill.node.register;

import dev.standstill.log.note.Checkpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a register is not ready, in words for its operator. */
final class Hindrances {
  private Hindrances() {}

  static List<String> of(Register register) {
    List<String> lines = new ArrayList<>();
    register
        .sequencer()
        .failure()
        .ifPresent(cause -> lines.add("the log has stopped: " + cause.getMessage()));
    register
        .sequencer()
        .belowQuorum()
        .ifPresent(detail -> lines.add("too few witnesses cosign: " + detail));
    register.follower().failure().ifPresent(lines::add);
    try {
      Optional<CheckpointAge> newest = register.newest();
      if (newest.isEmpty()) {
        lines.add("no checkpoint was published yet");
      } else if (newest.get().ageSeconds(register.now()) < -60) {
        lines.add("this machine's clock is behind the log's witnesses");
      } else {
        behind(register, newest.get().checkpoint()).ifPresent(lines::add);
      }
    } catch (IOException e) {
      lines.add("the checkpoint cannot be read: " + e.getMessage());
    }
    return lines;
  }

  private static Optional<String> behind(Register register, Checkpoint published) {
    return register.follower().lagSeconds() > Follower.LAG_SECONDS_MAX
        ? Optional.of(
            "answers are "
                + register.follower().lagSeconds()
                + " s behind the log of "
                + published.size()
                + " entries")
        : Optional.empty();
  }
}
