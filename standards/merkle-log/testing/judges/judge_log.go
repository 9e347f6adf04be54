// Judges what a log shows by the Go project's own packages: golang.org/x/mod/sumdb/note for signed notes,
// golang.org/x/mod/sumdb/tlog for heads, tiles and proofs, golang.org/x/crypto/cryptobyte for bundles of entries.
//
// Reads a JSON array of questions from standard input and answers a JSON array of as many verdicts: empty where
// the question holds, else why not. Octets are base64 in both directions.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A question is asked about one thing that a log shows; which fields it has depends on Kind.
type question struct {
	Kind    string
	Keys    []string
	Note    string
	Size    int64
	Root    []byte
	Index   int64
	Old     int64
	OldRoot []byte
	Proof   [][]byte
	Entry   []byte
	Entries [][]byte
	Tiles   map[string][]byte
	Bundle  []byte
	File    string
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	verdicts := make([]string, len(questions))
	for i, q := range questions {
		if err := judge(q); err != nil {
			verdicts[i] = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(verdicts); err != nil {
		os.Exit(1)
	}
}

func judge(q question) error {
	switch q.Kind {
	case "note":
		_, err := openByAll(q.Note, q.Keys)
		return err
	case "head":
		return judgeHead(q)
	case "inclusion":
		return tlog.CheckRecord(hashes(q.Proof), q.Size, hash(q.Root), q.Index, tlog.RecordHash(q.Entry))
	case "consistency":
		return tlog.CheckTree(hashes(q.Proof), q.Size, hash(q.Root), q.Old, hash(q.OldRoot))
	case "tiles":
		return judgeTiles(q)
	case "bundle":
		return judgeBundle(q)
	case "proof file":
		return judgeProofFile(q)
	}
	return fmt.Errorf("unknown kind %q", q.Kind)
}

// openByAll opens a note, on which each of the keys must have signed.
func openByAll(text string, keys []string) (*note.Note, error) {
	var verifiers []note.Verifier
	for _, key := range keys {
		verifier, err := verifierOf(key)
		if err != nil {
			return nil, err
		}
		verifiers = append(verifiers, verifier)
	}
	opened, err := note.Open([]byte(text), note.VerifierList(verifiers...))
	if err != nil {
		return nil, err
	}
	if len(opened.Sigs) != len(keys) {
		return nil, fmt.Errorf("%d of %d keys signed", len(opened.Sigs), len(keys))
	}
	return opened, nil
}

// verifierOf reads a verifier key: of a log by package note, of a witness (C2SP tlog-cosignature, type 4) here.
func verifierOf(line string) (note.Verifier, error) {
	parts := strings.SplitN(line, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("malformed key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) == 0 || key[0] != 4 {
		return note.NewVerifier(line)
	}
	id, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil || len(key) != 1+ed25519.PublicKeySize {
		return nil, errors.New("malformed witness key")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	if uint32(id) != binary.BigEndian.Uint32(sum[:4]) {
		return nil, errors.New("key identifier of another key")
	}
	return witness{parts[0], uint32(id), key[1:]}, nil
}

type witness struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.id }
func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(signature))
	return ed25519.Verify(w.key, append([]byte(head), text...), signature[8:])
}

// judgeHead reads the head as the Go project's own log writes it, so its origin must be that log's.
func judgeHead(q question) error {
	opened, err := openByAll(q.Note, q.Keys)
	if err != nil {
		return err
	}
	tree, err := tlog.ParseTree([]byte(opened.Text))
	if err != nil {
		return err
	}
	if tree.N != q.Size || tree.Hash != hash(q.Root) {
		return fmt.Errorf("head of %d leaves with root %v", tree.N, tree.Hash)
	}
	return nil
}

const tileHeight = 8

// judgeTiles reads every hash of the tree out of its tiles, which are authenticated by the root, and compares them with
// what the entries make.
func judgeTiles(q question) error {
	tree := tlog.Tree{N: q.Size, Hash: hash(q.Root)}
	reader := tlog.TileHashReader(tree, tiles(q.Tiles))
	stored := storedHashes{}
	for i, entry := range q.Entries {
		more, err := tlog.StoredHashes(int64(i), entry, &stored)
		if err != nil {
			return err
		}
		stored.hashes = append(stored.hashes, more...)
	}
	indexes := make([]int64, len(stored.hashes))
	for i := range indexes {
		indexes[i] = int64(i)
	}
	read, err := reader.ReadHashes(indexes)
	if err != nil {
		return err
	}
	for i, each := range read {
		if each != stored.hashes[i] {
			level, n := tlog.SplitStoredHashIndex(int64(i))
			return fmt.Errorf("another hash %d at level %d", n, level)
		}
	}
	return nil
}

type storedHashes struct{ hashes []tlog.Hash }

func (s *storedHashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		out[i] = s.hashes[index]
	}
	return out, nil
}

// tiles are found by their paths; C2SP tlog-tiles leaves out the height, which is 8 for all.
type tiles map[string][]byte

func (t tiles) Height() int                     { return tileHeight }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(wanted))
	for i, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, found := t[path]
		if !found {
			return nil, fmt.Errorf("no %s", path)
		}
		out[i] = data
	}
	return out, nil
}

func judgeBundle(q question) error {
	rest := cryptobyte.String(q.Bundle)
	for i, entry := range q.Entries {
		var read cryptobyte.String
		if !rest.ReadUint16LengthPrefixed(&read) {
			return fmt.Errorf("entry %d is cut off", i)
		}
		if !bytes.Equal(read, entry) {
			return fmt.Errorf("another entry %d", i)
		}
	}
	if !rest.Empty() {
		return errors.New("more than the entries")
	}
	return nil
}

// judgeProofFile takes a proof file apart as C2SP tlog-proof describes it; its head must be one that judgeHead reads.
func judgeProofFile(q question) error {
	head, checkpoint, found := strings.Cut(q.File, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("no proof file")
	}
	lines = lines[1:]
	if strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 {
		return errors.New("no index")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[1:] {
		each, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, each)
	}
	opened, err := openByAll(checkpoint, q.Keys)
	if err != nil {
		return err
	}
	tree, err := tlog.ParseTree([]byte(opened.Text))
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(q.Entry))
}

func hash(octets []byte) (out tlog.Hash) {
	copy(out[:], octets)
	return out
}

func hashes(all [][]byte) []tlog.Hash {
	out := make([]tlog.Hash, len(all))
	for i, each := range all {
		out[i] = hash(each)
	}
	return out
}
