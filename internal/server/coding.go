package server

import (
	"bytes"
	"io"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// minCoded is the smallest body worth compressing, in bytes: below it, it
// fits in one packet anyway.
const minCoded = 600

// Brotli's effort: a page is compressed when it is made, an asset once.
const (
	pageEffort  = 5
	assetEffort = 11
)

// codings holds the compressed forms of one body, each made when first asked.
type codings struct {
	mu   sync.Mutex
	made map[string][]byte
}

// get returns body in a coding.
func (c *codings) get(coding string, body []byte, asset bool) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if b, ok := c.made[coding]; ok {
		return b
	}
	if c.made == nil {
		c.made = map[string][]byte{}
	}
	b := encode(coding, body, asset)
	c.made[coding] = b
	return b
}

// encode compresses body. Writing to memory cannot fail.
func encode(coding string, body []byte, asset bool) []byte {
	var out bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "br":
		effort := pageEffort
		if asset {
			effort = assetEffort
		}
		w = brotli.NewWriterLevel(&out, effort)
	case "zstd":
		// One goroutine: bodies are small and readers many.
		z, err := zstd.NewWriter(&out, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
		if err != nil {
			panic("zstd options: " + err.Error())
		}
		w = z
	default:
		w = gzip.NewWriter(&out)
	}
	if _, err := w.Write(body); err != nil {
		panic("compress to memory: " + err.Error())
	}
	if err := w.Close(); err != nil {
		panic("compress to memory: " + err.Error())
	}
	return out.Bytes()
}

// choose returns the best coding that a reader accepts for a body of a media
// type, or "" to send it plain.
func choose(accept, kind string, size int) string {
	if size < minCoded || strings.HasPrefix(kind, "image/") && !strings.HasPrefix(kind, "image/svg") {
		return ""
	}
	for _, coding := range []string{"br", "zstd", "gzip"} {
		if accepts(accept, coding) {
			return coding
		}
	}
	return ""
}

// accepts reports whether an Accept-Encoding header lists coding with a
// weight above zero.
func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(name), coding) {
			continue
		}
		q := strings.TrimSpace(params)
		return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
	}
	return false
}
