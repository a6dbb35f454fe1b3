// A reader of the public log that shares no line with Chorus: Go's own golang.org/x/mod/sumdb/note and tlog read the
// checkpoint, authenticate every tile that they need against it, and check records, trees and the proofs that the board
// itself hands out. Only the Ed25519 cosignature of c2sp.org/tlog-cosignature is written here; x/mod has none.
//
// Standard input: JSON (see input). Standard output: JSON (see output). Fails when anything does not hold.
package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type input struct {
	URL         string
	LogKey      string
	WitnessKeys []string
	Origin      string
	Positions   []int64
	Earlier     []int64
	Inclusion   []inclusion
	Consistency []consistency
}

type inclusion struct {
	Position int64
	Path     []tlog.Hash
}

type consistency struct {
	From int64
	Root tlog.Hash
	Path []tlog.Hash
}

type output struct {
	Size    int64
	Signers []string
	Records int
	Trees   int
	Tiles   int
}

// witness verifies timestamped Ed25519 cosignatures, algorithm 4.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(vkey string) (*witness, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("malformed verifier key %q", vkey)
	}
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return nil, fmt.Errorf("%q is not a cosignature key", vkey)
	}
	return &witness{parts[0], uint32(hash), ed25519.PublicKey(key[1:])}, nil
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }
func (w *witness) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	text := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(w.key, []byte(text), sig[8:])
}

// tiles reads the board's tiles over HTTP, as c2sp.org/tlog-tiles names them.
type tiles struct {
	url   string
	count int
}

func (t *tiles) Height() int                                { return 8 }
func (t *tiles) SaveTiles(saved []tlog.Tile, data [][]byte) { t.count += len(saved) }
func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		data, err := get(t.url + "/tile/" + strings.TrimPrefix(tile.Path(), "tile/8/"))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func get(url string) ([]byte, error) {
	response, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", url, response.Status)
	}
	return io.ReadAll(response.Body)
}

// checkpoint opens a signed checkpoint and reads its three lines.
func checkpoint(text []byte, origin string, known note.Verifiers) (tlog.Tree, *note.Note, error) {
	opened, err := note.Open(text, known)
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != origin || lines[3] != "" {
		return tlog.Tree{}, nil, fmt.Errorf("malformed checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	hash, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: hash}, opened, err
}

// leafAt reads one leaf out of its entry bundle.
func leafAt(url string, position, size int64) ([]byte, error) {
	tile := tlog.Tile{H: 8, L: 0, N: position / 256, W: 256}
	if width := size - tile.N*256; width < 256 {
		tile.W = int(width)
	}
	bundle, err := get(url + "/tile/entries/" + strings.TrimPrefix(tile.Path(), "tile/8/0/"))
	if err != nil {
		return nil, err
	}
	for i := int64(0); ; i++ {
		length := int(binary.BigEndian.Uint16(bundle))
		if i == position%256 {
			return bundle[2 : 2+length], nil
		}
		bundle = bundle[2+length:]
	}
}

func run() (*output, error) {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		return nil, err
	}
	board, err := note.NewVerifier(in.LogKey)
	if err != nil {
		return nil, err
	}
	known := []note.Verifier{board}
	for _, vkey := range in.WitnessKeys {
		one, err := newWitness(vkey)
		if err != nil {
			return nil, err
		}
		known = append(known, one)
	}
	verifiers := note.VerifierList(known...)
	text, err := get(in.URL + "/checkpoint")
	if err != nil {
		return nil, err
	}
	tree, opened, err := checkpoint(text, in.Origin, verifiers)
	if err != nil {
		return nil, err
	}
	out := &output{Size: tree.N}
	for _, signature := range opened.Sigs {
		out.Signers = append(out.Signers, signature.Name)
	}
	reader := &tiles{url: in.URL}
	hashes := tlog.TileHashReader(tree, reader)
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil || root != tree.Hash {
		return nil, fmt.Errorf("the tiles do not make up the checkpoint's root (%v)", err)
	}
	for _, position := range in.Positions {
		leaf, err := leafAt(in.URL, position, tree.N)
		if err != nil {
			return nil, err
		}
		proof, err := tlog.ProveRecord(tree.N, position, hashes)
		if err != nil {
			return nil, err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, position, tlog.RecordHash(leaf)); err != nil {
			return nil, err
		}
		out.Records++
	}
	for _, size := range in.Earlier {
		text, err := get(fmt.Sprintf("%s/v1/log/checkpoints/%d", in.URL, size))
		if err != nil {
			return nil, err
		}
		earlier, _, err := checkpoint(text, in.Origin, verifiers)
		if err != nil {
			return nil, err
		}
		proof, err := tlog.ProveTree(tree.N, earlier.N, hashes)
		if err != nil {
			return nil, err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, earlier.N, earlier.Hash); err != nil {
			return nil, err
		}
		out.Trees++
	}
	for _, one := range in.Inclusion {
		leaf, err := leafAt(in.URL, one.Position, tree.N)
		if err != nil {
			return nil, err
		}
		if err := tlog.CheckRecord(one.Path, tree.N, tree.Hash, one.Position, tlog.RecordHash(leaf)); err != nil {
			return nil, fmt.Errorf("the board's proof of leaf %d: %v", one.Position, err)
		}
		out.Records++
	}
	for _, one := range in.Consistency {
		if err := tlog.CheckTree(one.Path, tree.N, tree.Hash, one.From, one.Root); err != nil {
			return nil, fmt.Errorf("the board's proof from size %d: %v", one.From, err)
		}
		out.Trees++
	}
	out.Tiles = reader.count
	return out, nil
}

func main() {
	out, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var text bytes.Buffer
	json.NewEncoder(&text).Encode(out)
	os.Stdout.Write(text.Bytes())
}
