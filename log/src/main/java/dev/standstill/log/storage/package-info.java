/**
 * Files that survive a loss of power.
 *
 * <p><b>What it is.</b> {@link dev.standstill.log.storage.Storage} is the few file operations that
 * a durable writer needs, each as small as the operating system offers it, so that a test can stop
 * the world between any two of them. {@link dev.standstill.log.storage.DiskStorage} is the real
 * one.
 *
 * <p><b>What it may know.</b> Paths and bytes, nothing of logs.
 *
 * <p><b>What it never does.</b> It never retries: after a failed sync nobody knows what is on the
 * disk, and a second attempt may report a success that did not happen.
 */
@NullMarked
package dev.standstill.log.storage;

import org.jspecify.annotations.NullMarked;
