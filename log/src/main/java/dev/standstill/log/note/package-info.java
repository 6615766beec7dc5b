/**
 * Signed notes: a few lines of text that name who vouches for them, and the keys to check that.
 *
 * <p><b>What it is.</b> A {@link dev.standstill.log.note.SignedNote} (C2SP signed-note) is a text,
 * a blank line and signature lines. A {@link dev.standstill.log.note.Checkpoint} (C2SP
 * tlog-checkpoint) is the text a log signs: its origin, its size, its root. A {@link
 * dev.standstill.log.note.Cosignature} (C2SP tlog-cosignature) is a witness saying: at this time,
 * this was the largest consistent tree that I had seen of this log. Keys travel as one line, the
 * vkey of {@link dev.standstill.log.note.VerifierKey}; a {@link dev.standstill.log.note.SigningKey}
 * holds the secret and never prints it.
 *
 * <p><b>What it may know.</b> Text, keys, tree heads. Three signature types: Ed25519 over the text
 * (01), Ed25519 cosignatures with a time (04) and ML-DSA-44 cosignatures with a time (06), with
 * which a log also signs its own checkpoints. Lines of other types are carried and ignored.
 *
 * <p><b>Two keys, one name.</b> A {@link dev.standstill.log.note.CheckpointSigner} signs with an
 * Ed25519 key, which every reader in use knows, and with an ML-DSA-44 key, which a quantum computer
 * does not break. Both bear the origin as name and differ in their id. A reader believes whichever
 * of the two its policy names.
 *
 * <p><b>What it never does.</b> It never accepts a second spelling of anything: what it reads it
 * can write again byte for byte. It never decides which keys to trust: callers bring them, usually
 * from a {@code QuorumPolicy}. Bad text is answered with the checked {@link
 * dev.standstill.log.note.MalformedNoteException}, a bad signature with a {@link
 * dev.standstill.log.note.NoteCheck}; an unchecked exception means that the calling code is wrong.
 *
 * <p><b>Example.</b>
 *
 * {@snippet :
 * SigningKey log = SigningKey.generate("example.org/log", new SecureRandom());
 * Checkpoint empty = new Checkpoint("example.org/log", 0, TreeHash.empty());
 * SignedNote note = SignedNote.sign(empty.text(), log);
 * switch (SignedNote.parse(note.encoded()).check(List.of(log.verifierKey()))) {
 *   case NoteCheck.Verified verified -> Checkpoint.parse(note.text());
 *   case NoteCheck.WrongSignature wrong -> throw new SecurityException(wrong.line().name());
 *   case NoteCheck.NoKnownSignature none -> throw new SecurityException("unsigned");
 * }
 * }
 */
@NullMarked
package dev.standstill.log.note;

import org.jspecify.annotations.NullMarked;
