/**
 * Tiles: the log as plain, cacheable files (C2SP tlog-tiles).
 *
 * <p><b>What it is.</b> Hashes and entries stand in files of 256, so that any web server can serve
 * a log and any client can compute any proof itself. {@code tile/0/000} holds the first 256 leaf
 * hashes, {@code tile/1/000} the roots of the first 256 full tiles below it, {@code
 * tile/entries/000} the first 256 entries. The rightmost file is usually partial: {@code
 * tile/0/000.p/44} holds 44 hashes. {@link dev.standstill.log.tile.TilePath} names files, {@link
 * dev.standstill.log.tile.EntryBundle} reads and writes entries, {@link
 * dev.standstill.log.tile.StoredTiles} feeds proofs from a {@link
 * dev.standstill.log.tile.TileSource}, which is a directory or whatever else hands out files by
 * their paths.
 *
 * <p><b>What it may know.</b> Paths, bytes, hashes.
 *
 * <p><b>What it never does.</b> It never trusts a file: what it reads becomes true only when it
 * leads to a verified root. It never follows a symbolic link in place of a tile, opens anything but
 * a regular file, or reads more bytes than the format allows.
 *
 * <p><b>Example.</b>
 *
 * {@snippet :
 * TilePath.forSize(300); // tile/entries/000, tile/entries/001.p/44, tile/0/000, ...
 * new TilePath.Hashes(1, 1_234_067, 256).path(); // tile/1/x001/x234/067
 * InclusionProof.generate(42, 300, new StoredTiles(directory, 300));
 * }
 */
@NullMarked
package dev.standstill.log.tile;

import org.jspecify.annotations.NullMarked;
