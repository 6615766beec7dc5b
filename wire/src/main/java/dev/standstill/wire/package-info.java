/**
 * Statements as bytes: what is signed, what stands in the log, and what is printed.
 *
 * <p><b>What it is.</b> A {@link dev.standstill.wire.Statement} is a body of the core with the
 * agreement it is bound to. {@link dev.standstill.wire.StatementCodec} turns it into the payload of
 * an in-toto Statement v1 and back, {@link dev.standstill.wire.Envelope} into a log entry: a DSSE
 * envelope with one signature or a quorum's. A statement's id is the SHA-256 of its payload. {@link
 * dev.standstill.wire.ConclusionsJson} prints what an evaluation concluded. The schemas beside this
 * package say the same for readers in other languages, and tests hold the two together.
 *
 * <p>A {@link dev.standstill.wire.PartyKey} is the public key by which a party signs, a {@link
 * dev.standstill.wire.PartySigner} whoever can sign as one. On its way to its signers a statement
 * is a {@link dev.standstill.wire.Draft}; {@link dev.standstill.wire.StatementText} shows them all
 * of what they sign.
 *
 * <p><b>What it may know.</b> The records of the core, keys and hashes of the log, JSON.
 *
 * <p><b>What it never does.</b> It never trusts a keyid, never reads what it cannot write back, and
 * never throws for bytes that a stranger sent: they become a {@link
 * dev.standstill.wire.json.ReadResult.Refused} with a place and a reason. It does not decide who
 * may say what: it only says which keys signed, and what.
 *
 * <p><b>Example.</b>
 *
 * <pre>{@code
 * byte[] payload = StatementCodec.write(new Statement(new Binding.ToCharter(charter), report));
 * byte[] entry = Envelope.sign(payload, List.of(signer)).encode();
 *
 * if (Envelope.read(entry) instanceof ReadResult.Read<Envelope>(Envelope envelope)
 *     && envelope.check(List.of(signer.key())).verified().size() == 1) {
 *   switch (StatementCodec.read(envelope.payload())) {
 *     case ReadResult.Read<Statement>(Statement statement) -> use(statement);
 *     case ReadResult.Refused<Statement>(Refusal refusal) -> keep(entry, refusal);
 *   }
 * }
 * }</pre>
 */
@NullMarked
package dev.standstill.wire;

import org.jspecify.annotations.NullMarked;
