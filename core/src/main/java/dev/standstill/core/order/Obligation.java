package dev.standstill.core.order;

import dev.standstill.core.record.Digest;

/**
 * One order that binds somebody at a moment.
 *
 * @param order its id
 * @param scope what it is about
 * @param duty what it demands there, as eased or stepped down by now
 */
public record Obligation(Digest order, Scope scope, Duty duty) {}
