package fetch

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

var (
	errTooLarge = errors.New("body is larger than its limit")
	errNested   = errors.New("body is packed more than once")
	errCoding   = errors.New("body is in a coding that we did not ask for")
)

// maxWindow bounds the memory that a zstd or brotli stream makes us hold; it
// is what RFC 8878 has decoders support.
const maxWindow = 8 * megabyte

// codingError is a body that cannot be unpacked.
type codingError struct{ err error }

func (e *codingError) Error() string { return e.err.Error() }
func (e *codingError) Unwrap() error { return e.err }

func isTooLarge(err error) bool { return errors.Is(err, errTooLarge) }

// unpack reads an answer's body within the limits before and after
// decompression. With errTooLarge it returns what fitted.
func unpack(answer *http.Response, j *journey) ([]byte, error) {
	if answer.ContentLength > j.limits.read && j.Purpose != Robots {
		return nil, errTooLarge
	}
	packed := bufio.NewReader(&limited{r: answer.Body, left: j.limits.read})
	coding, err := codingOf(answer.Header, packed, j.Purpose)
	if err != nil {
		return nil, &codingError{err}
	}
	plain, done, err := decoder(coding, packed)
	if err != nil {
		return nil, classified(coding, err)
	}
	defer done()
	body, err := readAll(&limited{r: plain, left: j.limits.unpacked})
	return body, classified(coding, err)
}

// firstPiece and lastPiece are the sizes of the pieces in which a body is
// collected: most feeds fit into the first.
const (
	firstPiece = 32 << 10
	lastPiece  = megabyte
)

// readAll collects a body piece by piece and joins the pieces at the end, so
// that a body which proves to be too large has cost no more than its limit.
// Of such a body it returns what it has only if that is little.
func readAll(r io.Reader) ([]byte, error) {
	var pieces [][]byte
	total, size := 0, firstPiece
	for {
		piece := make([]byte, size)
		n, err := fill(r, piece)
		pieces = append(pieces, piece[:n])
		total += n
		switch {
		case err == nil:
			size = min(2*size, lastPiece)
		case errors.Is(err, io.EOF):
			return bytes.Join(pieces, nil), nil
		case isTooLarge(err) && total <= lastPiece:
			return bytes.Join(pieces, nil), err
		default:
			return nil, err
		}
	}
}

// fill reads until p is full or reading fails. Unlike io.ReadFull it passes
// on the reader's own error, so that a stream that was cut off is not taken
// for one that ended.
func fill(r io.Reader, p []byte) (int, error) {
	for n := 0; ; {
		m, err := r.Read(p[n:])
		n += m
		if n == len(p) || err != nil {
			return n, err
		}
	}
}

// classified tells a body that is packed wrongly from one that broke off on
// its way.
func classified(coding string, err error) error {
	if err == nil || isTooLarge(err) || coding == "" || isNetwork(err) {
		return err
	}
	return &codingError{fmt.Errorf("unpack %s: %w", coding, err)}
}

// limited reads at most left bytes and fails when there are more.
type limited struct {
	r    io.Reader
	left int64
}

// Read reads on, and fails with errTooLarge beyond the limit.
func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		var one [1]byte
		n, err := l.r.Read(one[:])
		if n > 0 {
			return 0, errTooLarge
		}
		return 0, err
	}
	if int64(len(p)) > l.left {
		p = p[:l.left]
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	return n, err
}

// codingOf is how a body is packed. What the header says is checked against
// the first bytes, because many hosts say gzip over a plain body; a sitemap
// or feed that is a gzip file is unpacked though no header says so.
func codingOf(h http.Header, body *bufio.Reader, p Purpose) (string, error) {
	var codings []string
	for _, line := range h.Values("Content-Encoding") {
		for c := range strings.SplitSeq(line, ",") {
			if c = strings.ToLower(strings.TrimSpace(c)); c != "" && c != "identity" {
				codings = append(codings, c)
			}
		}
	}
	if len(codings) > 1 {
		return "", errNested
	}
	magic, _ := body.Peek(2)
	isGzip := bytes.Equal(magic, []byte{0x1f, 0x8b})
	switch {
	case len(codings) == 0 && isGzip && (p == Sitemap || p == Feed):
		return "gzip", nil
	case len(codings) == 0:
		return "", nil
	}
	switch codings[0] {
	case "gzip", "x-gzip":
		if !isGzip {
			return "", nil
		}
		return "gzip", nil
	case "deflate", "br", "zstd":
		return codings[0], nil
	}
	return "", errCoding
}

// gzipReaders are kept because each holds 40 kB of tables and window.
var gzipReaders = sync.Pool{New: func() any { return new(gzip.Reader) }}

// decoder reads a packed body plainly. done must be called at the end.
func decoder(coding string, body *bufio.Reader) (io.Reader, func(), error) {
	nothing := func() {}
	switch coding {
	case "gzip":
		r := gzipReaders.Get().(*gzip.Reader)
		return r, func() { gzipReaders.Put(r) }, r.Reset(body)
	case "deflate":
		// The standard means zlib; some hosts send bare deflate.
		magic, _ := body.Peek(2)
		if len(magic) == 2 && magic[0]&0x0f == 8 && (int(magic[0])<<8|int(magic[1]))%31 == 0 {
			r, err := zlib.NewReader(body)
			return r, nothing, err
		}
		return flate.NewReader(body), nothing, nil
	case "br":
		return brotli.NewReader(body), nothing, nil
	case "zstd":
		r, err := zstd.NewReader(body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, nothing, err
		}
		return r, r.Close, nil
	}
	return body, nothing, nil
}
