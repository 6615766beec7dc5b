package dev.standstill.site.enforcement;

import dev.standstill.core.record.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * A halt that has begun.
 *
 * @param job which job, by its name across schedulers
 * @param reason why, in one word
 * @param detail why, in one line
 * @param restsOn the id of the statement that says so; empty where none does
 * @param begun when the job was first told
 * @param until when its grace is over
 */
public record Halt(
    String job,
    String reason,
    String detail,
    Optional<Digest> restsOn,
    Instant begun,
    Instant until) {}
