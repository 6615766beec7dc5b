package dev.standstill.node.register;

import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.Sequencer;
import dev.standstill.log.witness.WitnessStanding;
import dev.standstill.node.projection.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a register is made of.
 *
 * @param directory the log's, with everything that readers may see
 * @param policy whose cosignatures make a checkpoint
 * @param sequencer the log's writer
 * @param standings how each witness stands, as far as it was asked
 * @param database where the projection lies
 * @param clock to say how old things are
 */
public record RegisterParts(
    Path directory,
    QuorumPolicy policy,
    Sequencer sequencer,
    Supplier<List<WitnessStanding>> standings,
    Database database,
    InstantSource clock) {}
