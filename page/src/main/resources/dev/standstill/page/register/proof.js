// Checks, with what the browser itself has, that an entry stands in the log that a key signed.
// It believes nothing that it fetches: whatever does not lead to the signed root is refused.
"use strict";

const standstillProof = (() => {
  const WIDTH = 256;
  const ED25519 = 1;

  class Refused extends Error {}
  class CannotCheck extends Error {}

  const refuse = (words) => { throw new Refused(words); };

  const bytesOf = (base64) => {
    try {
      return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    } catch {
      return refuse("something that should be base64 is not.");
    }
  };

  const base64Of = (bytes) => btoa(String.fromCharCode(...bytes));
  const hexOf = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  const same = (a, b) => a.length === b.length && a.every((value, i) => value === b[i]);
  const sha256 = async (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
  };

  // SPEC: RFC 6962 §2.1: a leaf is hashed behind 0x00, two children behind 0x01.
  const leafHash = (entry) => sha256(Uint8Array.of(0), entry);
  const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

  // SPEC: signed-note: a key is written NAME+HASH+BASE64(TYPE || KEY).
  const parseKey = async (text) => {
    const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim());
    if (!match) {
      return refuse("the log's key is not written as NAME+HASH+KEY.");
    }
    const typed = bytesOf(match[3]);
    if (typed.length !== 33 || typed[0] !== ED25519) {
      throw new CannotCheck("The log's key is none of Ed25519; this page knows no other.");
    }
    const id = (await sha256(new TextEncoder().encode(match[1] + "\n"), typed)).slice(0, 4);
    if (hexOf(id) !== match[2]) {
      return refuse("the log's key does not have the hash that is written beside it.");
    }
    return { name: match[1], id, bytes: typed.slice(1) };
  };

  const verifies = async (key, signature, text) => {
    let imported;
    try {
      imported = await crypto.subtle.importKey("raw", key.bytes, "Ed25519", false, ["verify"]);
    } catch {
      throw new CannotCheck("This browser does not know Ed25519.");
    }
    return crypto.subtle.verify("Ed25519", imported, signature, text);
  };

  // SPEC: signed-note: the text, an empty line, then a line for each signature.
  const readCheckpoint = async (note, key) => {
    const end = note.lastIndexOf("\n\n");
    if (end < 0) {
      return refuse("the checkpoint is no signed note.");
    }
    const text = note.slice(0, end + 1);
    const lines = note.slice(end + 2).split("\n").filter((line) => line !== "");
    let signed = false;
    for (const line of lines) {
      const match = /^\u2014 (\S+) (\S+)$/.exec(line);
      if (!match) {
        return refuse("a signature line of the checkpoint is none.");
      }
      const blob = bytesOf(match[2]);
      if (match[1] === key.name && same(blob.slice(0, 4), key.id)) {
        signed = await verifies(key, blob.slice(4), new TextEncoder().encode(text));
        if (!signed) {
          return refuse("the log's signature under the checkpoint is wrong.");
        }
      }
    }
    if (!signed) {
      return refuse("the checkpoint bears no signature by this key of the log.");
    }
    const [origin, size, root] = text.split("\n");
    if (origin !== key.name || !/^(0|[1-9][0-9]{0,14})$/.test(size)) {
      return refuse("the checkpoint is not of this log, or states no size.");
    }
    const hash = bytesOf(root);
    if (hash.length !== 32) {
      return refuse("the checkpoint's root is no SHA-256.");
    }
    return { origin, size: Number(size), root: hash, others: lines.length - 1 };
  };

  // SPEC: tlog-tiles: groups of three digits, all but the last with an x in front.
  const groups = (index) => {
    const digits = String(index);
    const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, "0");
    return padded.replace(/(\d{3})(?=\d)/g, "x$1/");
  };

  const log = (root) => {
    const kept = new Map();
    const get = async (path) => {
      if (!kept.has(path)) {
        const answer = await fetch(root + path, { cache: "no-store", credentials: "omit" });
        kept.set(path, answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null);
      }
      return kept.get(path);
    };
    const atLevel = (level, size) => Math.floor(size / WIDTH ** level);
    return {
      get,
      async file(prefix, number, inAll) {
        const width = Math.min(WIDTH, inAll - number * WIDTH);
        if (width <= 0) {
          return refuse("the log is too short for the tiles that it needs.");
        }
        const path = "tile/" + prefix + "/" + groups(number);
        const partial = width < WIDTH ? await get(path + ".p/" + width) : null;
        return partial ?? (await get(path))
            ?? refuse(path + " is missing: the log's files lead to no proof.");
      },
      // The root of 2^level leaves, which begins at a multiple of so many.
      async complete(start, level, size) {
        const height = Math.floor(level / 8);
        const first = start / WIDTH ** height;
        const count = 2 ** (level % 8);
        const number = Math.floor(first / WIDTH);
        const tile = await this.file(String(height), number, atLevel(height, size));
        let hashes = [];
        for (let i = 0; i < count; i++) {
          const at = (first - number * WIDTH + i) * 32;
          if (at + 32 > tile.length) {
            return refuse("a tile is shorter than the checkpoint's size demands.");
          }
          hashes.push(tile.slice(at, at + 32));
        }
        while (hashes.length > 1) {
          const above = [];
          for (let i = 0; i < hashes.length; i += 2) {
            above.push(await nodeHash(hashes[i], hashes[i + 1]));
          }
          hashes = above;
        }
        return hashes[0];
      },
    };
  };

  const below = (count) => {
    let power = 1;
    while (power * 2 < count) {
      power *= 2;
    }
    return power;
  };

  // SPEC: RFC 6962 §2.1: MTH splits at the largest power of two below the number of leaves.
  const subtree = async (tiles, start, end, size) => {
    const count = end - start;
    const level = Math.log2(count);
    if (Number.isInteger(level)) {
      return tiles.complete(start, level, size);
    }
    const split = start + below(count);
    return nodeHash(
        await subtree(tiles, start, split, size), await subtree(tiles, split, end, size));
  };

  // SPEC: RFC 6962 §2.1.1: the audit path, from the leaf upwards.
  const path = async (tiles, index, start, end, size) => {
    if (end - start === 1) {
      return [];
    }
    const split = start + below(end - start);
    return index < split
        ? [...await path(tiles, index, start, split, size),
            { left: false, hash: await subtree(tiles, split, end, size) }]
        : [...await path(tiles, index, split, end, size),
            { left: true, hash: await subtree(tiles, start, split, size) }];
  };

  // SPEC: tlog-tiles: each entry behind its length in two bytes, big-endian.
  const entryOf = (bundle, place) => {
    let at = 0;
    for (let i = 0; at + 2 <= bundle.length; i++) {
      const length = bundle[at] * 256 + bundle[at + 1];
      if (at + 2 + length > bundle.length) {
        break;
      }
      if (i === place) {
        return bundle.slice(at + 2, at + 2 + length);
      }
      at += 2 + length;
    }
    return refuse("the bundle of entries does not hold the entry.");
  };

  const statementId = async (entry) => {
    try {
      const envelope = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(entry));
      return hexOf(await sha256(bytesOf(envelope.payload)));
    } catch {
      return "";
    }
  };

  /**
   * Checks one entry.
   *
   * @returns what was found, step by step; throws Refused or CannotCheck
   */
  const check = async (root, keyText, index, expectedId) => {
    if (!globalThis.crypto?.subtle) {
      throw new CannotCheck(
          "This browser offers its cryptography only over https or from this machine itself.");
    }
    const steps = [];
    const key = await parseKey(keyText);
    const tiles = log(root);
    let note;
    try {
      note = await tiles.get("checkpoint");
    } catch {
      throw new CannotCheck(
          "The checkpoint could not be fetched. Opened as a file, a page may fetch nothing:"
          + " serve the folder, or use the command below.");
    }
    if (!note) {
      throw new CannotCheck("There is no checkpoint beside these pages.");
    }
    const head = await readCheckpoint(new TextDecoder().decode(note), key);
    steps.push("The checkpoint of " + head.origin + " over " + head.size
        + " entries is signed by the log's key. It bears " + head.others
        + " further signatures, not checked here.");
    if (index >= head.size) {
      return refuse("the log has only " + head.size + " entries.");
    }
    const bundle =
        await tiles.file("entries", Math.floor(index / WIDTH), head.size);
    const entry = entryOf(bundle, index % WIDTH);
    const leaf = await leafHash(entry);
    steps.push("Entry " + index + " has " + entry.length + " bytes; its leaf is "
        + hexOf(leaf).slice(0, 16) + "\u2026");
    const siblings = await path(tiles, index, 0, head.size, head.size);
    let hash = leaf;
    for (const sibling of siblings) {
      hash = sibling.left
          ? await nodeHash(sibling.hash, hash) : await nodeHash(hash, sibling.hash);
    }
    if (!same(hash, head.root)) {
      return refuse("from the entry and its tiles the root is " + base64Of(hash)
          + ", and the log signed " + base64Of(head.root) + ".");
    }
    steps.push(siblings.length + " hashes lead from it to the root that the log signed, "
        + base64Of(head.root) + ".");
    const id = await statementId(entry);
    if (expectedId && id !== expectedId) {
      return refuse("the entry holds another statement than this page shows: "
          + (id || "none that can be read") + ".");
    }
    steps.push(id ? "The statement in it has the id " + id + "." : "It holds no statement.");
    return { size: head.size, steps, id };
  };

  return { check, Refused, CannotCheck };
})();
