// Copyright 2026 The Standstill Authors
// SPDX-License-Identifier: Apache-2.0

// Checklog verifies a Standstill log with the Go project's own libraries for
// transparency logs (golang.org/x/mod/sumdb/note and tlog) and none of
// Standstill's code. It is short so that a sceptic can read it first.
//
//	checklog log KEY DIR [OLDER ...]     every tile, entry and proof of a log,
//	                                     and that it extends older checkpoints
//	checklog proof KEY FILE ENTRYFILE    an offline proof (.tlog-proof)
//
// It exits 0 only if everything holds.
package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8
const width = 1 << height

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "checklog:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) >= 3 && args[0] == "log":
		return checkLog(args[1], args[2], args[3:])
	case len(args) == 4 && args[0] == "proof":
		return checkProof(args[1], args[2], args[3])
	}
	return errors.New("usage: checklog log KEY DIR [OLDER ...] | checklog proof KEY FILE ENTRYFILE")
}

// readCheckpoint opens the signed note and returns the tree it is about.
func readCheckpoint(key string, msg []byte) (tlog.Tree, error) {
	var none tlog.Tree
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return none, err
	}
	n, err := note.Open(msg, note.VerifierList(verifier))
	if err != nil {
		return none, err
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != verifier.Name() {
		return none, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return none, errors.New("the size is no decimal")
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return none, err
	}
	return tlog.Tree{N: size, Hash: root}, nil
}

// directory serves tiles as files; C2SP paths have no height element.
type directory struct {
	root string
	size int64
}

func (d directory) Height() int                                { return height }
func (d directory) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		data, err := os.ReadFile(filepath.Join(d.root, path(t)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func path(t tlog.Tile) string {
	level := strconv.Itoa(t.L)
	if t.L == -1 {
		level = "entries"
	}
	index := fmt.Sprintf("%03d", t.N%1000)
	for n := t.N / 1000; n > 0; n /= 1000 {
		index = fmt.Sprintf("x%03d/%s", n%1000, index)
	}
	p := "tile/" + level + "/" + index
	if t.W != width {
		p += ".p/" + strconv.Itoa(t.W)
	}
	return p
}

func checkLog(key, root string, older []string) error {
	msg, err := os.ReadFile(filepath.Join(root, "checkpoint"))
	if err != nil {
		return err
	}
	tree, err := readCheckpoint(key, msg)
	if err != nil {
		return err
	}
	hashes, err := rebuild(root, tree)
	if err != nil {
		return err
	}
	if err := compareTiles(root, tree, hashes); err != nil {
		return err
	}
	// The reader of the library checks every tile that it takes against the tree.
	reader := tlog.TileHashReader(tree, directory{root, tree.N})
	step := tree.N/64 + 1
	for i := int64(0); i < tree.N; i += step {
		proof, err := tlog.ProveRecord(tree.N, i, reader)
		if err != nil {
			return err
		}
		leaf, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, i)})
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, i, leaf[0]); err != nil {
			return fmt.Errorf("entry %d: %v", i, err)
		}
	}
	for _, file := range older {
		if err := checkOlder(key, file, tree, reader); err != nil {
			return fmt.Errorf("%s: %v", file, err)
		}
	}
	fmt.Printf("ok: %d entries, root %v, extends %d\n", tree.N, tree.Hash, len(older))
	return nil
}

func checkOlder(key, file string, tree tlog.Tree, reader tlog.HashReader) error {
	msg, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	old, err := readCheckpoint(key, msg)
	if err != nil {
		return err
	}
	if old.N == 0 {
		return nil
	}
	proof, err := tlog.ProveTree(tree.N, old.N, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash)
}

// stored holds all hashes of a tree in the library's own order.
type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, i := range indexes {
		if i >= int64(len(s)) {
			return nil, errors.New("no such hash")
		}
		found = append(found, s[i])
	}
	return found, nil
}

// rebuild hashes every entry and compares the root.
func rebuild(root string, tree tlog.Tree) (stored, error) {
	var hashes stored
	for start := int64(0); start < tree.N; start += width {
		w := int64(width)
		if tree.N-start < w {
			w = tree.N - start
		}
		bundle := path(tlog.Tile{H: height, L: -1, N: start / width, W: int(w)})
		data, err := os.ReadFile(filepath.Join(root, bundle))
		if err != nil {
			return nil, err
		}
		for i := start; i < start+w; i++ {
			if len(data) < 2 || len(data)-2 < int(data[0])<<8|int(data[1]) {
				return nil, fmt.Errorf("%s ends early", bundle)
			}
			end := 2 + (int(data[0])<<8 | int(data[1]))
			add, err := tlog.StoredHashes(i, data[2:end], hashes)
			if err != nil {
				return nil, err
			}
			hashes = append(hashes, add...)
			data = data[end:]
		}
		if len(data) != 0 {
			return nil, fmt.Errorf("%s has bytes left over", bundle)
		}
	}
	found, err := tlog.TreeHash(tree.N, hashes)
	if err != nil {
		return nil, err
	}
	if tree.N == 0 {
		// The library of that time has no root of the empty tree; RFC 6962 has.
		if tree.Hash.String() != "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" {
			return nil, errors.New("wrong root of the empty tree")
		}
		return hashes, nil
	}
	if found != tree.Hash {
		return nil, errors.New("the entries do not lead to the root")
	}
	return hashes, nil
}

// compareTiles computes every tile that the size asks for, and finds no other.
func compareTiles(root string, tree tlog.Tree, hashes stored) error {
	expected := map[string]bool{}
	for start := int64(0); start < tree.N; start += width {
		w := tree.N - start
		if w > width {
			w = width
		}
		expected[path(tlog.Tile{H: height, L: -1, N: start / width, W: int(w)})] = true
	}
	for level, count := 0, tree.N; count > 0; level, count = level+1, count/width {
		for start := int64(0); start < count; start += width {
			w := count - start
			if w > width {
				w = width
			}
			t := tlog.Tile{H: height, L: level, N: start / width, W: int(w)}
			want, err := tlog.ReadTileData(t, hashes)
			if err != nil {
				return err
			}
			have, err := os.ReadFile(filepath.Join(root, path(t)))
			if err != nil {
				return err
			}
			if !bytes.Equal(have, want) {
				return fmt.Errorf("%s is not the tile of this tree", path(t))
			}
			expected[path(t)] = true
		}
	}
	return filepath.Walk(filepath.Join(root, "tile"), func(p string, info os.FileInfo, err error) error {
		if os.IsNotExist(err) && tree.N == 0 {
			return nil
		}
		if err != nil || info.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, p)
		if err == nil && !expected[filepath.ToSlash(name)] {
			err = fmt.Errorf("%s is no file of this tree", name)
		}
		return err
	})
}

func checkProof(key, file, entryFile string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	entry, err := os.ReadFile(entryFile)
	if err != nil {
		return err
	}
	head, checkpoint, found := strings.Cut(string(data), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a tlog-proof")
	}
	lines = lines[1:]
	if strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return errors.New("no index")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[1:] {
		var h tlog.Hash
		raw, err := base64.StdEncoding.Strict().DecodeString(line)
		if err != nil || len(raw) != len(h) {
			return errors.New("not a hash: " + line)
		}
		copy(h[:], raw)
		proof = append(proof, h)
	}
	tree, err := readCheckpoint(key, []byte(checkpoint))
	if err != nil {
		return err
	}
	if index < 0 || index >= tree.N {
		return errors.New("the tree has no such entry")
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
		return err
	}
	fmt.Printf("ok: entry %d of %d\n", index, tree.N)
	return nil
}
