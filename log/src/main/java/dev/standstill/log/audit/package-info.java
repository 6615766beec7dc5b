/**
 * The audit: reading a whole log from a directory and saying exactly what is wrong with it.
 *
 * <p><b>What it is.</b> Whoever holds the files of a log can recompute all of it. {@link
 * dev.standstill.log.audit.LogAudit} verifies the checkpoint under a {@code QuorumPolicy}, hashes
 * every entry, rebuilds every tile and the root, and compares each with the stored bytes. What it
 * finds is a {@link dev.standstill.log.audit.LogContents}: the checkpoint if it verified, the
 * entries that could be read, and a {@link dev.standstill.log.audit.LogDefect} for each thing that
 * is not as it should be. An entry is <em>authentic</em> only if its hash is bound to the verified
 * root: by the entries themselves, or, where entries are damaged, by stored tiles that lead to that
 * root. So one damaged entry does not take the others down with it, and nothing damaged passes.
 *
 * <p><b>What it may know.</b> Everything below it in this module, and one directory.
 *
 * <p><b>What it never does.</b> It never samples, repairs, follows links or uses the network. Bad
 * bytes are never an exception: only a directory that is absent or cannot be listed is. It cannot
 * see a change in a signature line of a key that the policy does not name (nobody can without the
 * key), and from one checkpoint it cannot see a log that shows others another history: that is what
 * the quorum of witnesses is for.
 *
 * <p><b>Example.</b>
 *
 * {@snippet :
 * LogContents log = LogAudit.read(directory, policy);
 * if (!log.isSound()) {
 *   log.defects().forEach(System.err::println); // ENTRY_ALTERED tile/entries/000 entry 3: ...
 * }
 * }
 */
@NullMarked
package dev.standstill.log.audit;

import org.jspecify.annotations.NullMarked;
