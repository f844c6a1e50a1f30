package server

import (
	"bytes"
	"container/list"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"
)

// Bounds of the cache. maxCached is the sum of the plain bodies; compressed
// ones add about a third.
const (
	maxCached   = 48 << 20
	maxEntries  = 4096
	makeTimeout = 20 * time.Second
	// shortLife is how long an answer that is not a page (a redirect, "no such
	// page") is repeated: long enough to survive a flood.
	shortLife = time.Second
)

// answer is what a handler wrote, kept to be sent again.
type answer struct {
	status int
	header http.Header
	body   []byte
	etag   string
	coded  codings
}

// entry is an answer in the cache, or one that is being made.
type entry struct {
	key     string
	made    chan struct{} // closed when answer is there
	answer  *answer       // nil if making it panicked
	fault   any           // what it panicked with
	expires time.Time     // zero: never
	node    *list.Element
}

// cache repeats answers. While one is made, all who ask for it wait for it.
type cache struct {
	wall  func() time.Time
	fresh time.Duration

	mu      sync.Mutex
	entries map[string]*entry
	order   *list.List // most recently used first
	bytes   int
}

func newCache(wall func() time.Time, fresh time.Duration) *cache {
	return &cache{wall: wall, fresh: fresh, entries: map[string]*entry{}, order: list.New()}
}

// serve answers r from the cache, or by h.
func (c *cache) serve(w http.ResponseWriter, r *http.Request, h http.Handler) {
	a := c.answer(r, h)
	head := w.Header()
	for name, values := range a.header {
		head[name] = slices.Clone(values)
	}
	if a.status != http.StatusOK {
		w.WriteHeader(a.status)
		if r.Method != http.MethodHead {
			_, _ = w.Write(a.body) // the reader may have gone
		}
		return
	}
	head.Set("ETag", a.etag)
	head.Add("Vary", "Accept-Encoding")
	if matches(r.Header.Get("If-None-Match"), a.etag) {
		head.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := a.body
	if coding := choose(r.Header.Get("Accept-Encoding"), a.header.Get("Content-Type"), len(body)); coding != "" {
		body = a.coded.get(coding, a.body, immutable(a.header))
		head.Set("Content-Encoding", coding)
	}
	head.Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// answer returns what h answers r, made now or a moment ago.
func (c *cache) answer(r *http.Request, h http.Handler) *answer {
	// As it was sent: a path with %2F is another page to the routes.
	key := r.URL.EscapedPath() + "?" + r.URL.RawQuery
	c.mu.Lock()
	e := c.entries[key]
	if e != nil && !c.stale(e) {
		if e.node != nil {
			c.order.MoveToFront(e.node)
		}
		c.mu.Unlock()
		<-e.made
		return e.result()
	}
	if e != nil {
		c.drop(e.node)
	}
	e = &entry{key: key, made: make(chan struct{})}
	c.entries[key] = e
	c.mu.Unlock()
	c.fill(e, r, h)
	return e.result()
}

// result is the entry's answer; a panic while it was made is everybody's.
func (e *entry) result() *answer {
	if e.answer == nil {
		panic(e.fault)
	}
	return e.answer
}

func (c *cache) stale(e *entry) bool {
	return e.node != nil && !e.expires.IsZero() && !c.wall().Before(e.expires)
}

// fill makes the answer of e and keeps it. Others may wait for it, so it does
// not end when its first reader leaves, and a panic must not leave them.
func (c *cache) fill(e *entry, r *http.Request, h http.Handler) {
	defer close(e.made)
	defer func() {
		if v := recover(); v != nil {
			e.fault = fmt.Sprintf("%v\n%s", v, debug.Stack())
			c.mu.Lock()
			delete(c.entries, e.key)
			c.mu.Unlock()
		}
	}()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), makeTimeout)
	defer cancel()
	plain := r.Clone(ctx)
	plain.Method = http.MethodGet // HEAD is the same without its body
	rec := &recorder{header: http.Header{}, status: http.StatusOK}
	h.ServeHTTP(rec, plain)
	e.answer = rec.answer()
	c.keep(e)
}

// keep puts a finished entry in order and makes room for it.
func (c *cache) keep(e *entry) {
	life := c.fresh
	switch {
	case immutable(e.answer.header):
		life = 0
	case e.answer.status >= 500 || strings.Contains(e.answer.header.Get("Cache-Control"), "no-store"):
		life = -1
	case e.answer.status != http.StatusOK:
		life = shortLife
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.entries[e.key] != e {
		return
	}
	if life < 0 {
		delete(c.entries, e.key)
		return
	}
	if life > 0 {
		e.expires = c.wall().Add(life)
	}
	e.node = c.order.PushFront(e)
	c.bytes += len(e.answer.body)
	for c.bytes > maxCached || c.order.Len() > maxEntries {
		c.drop(c.order.Back())
	}
}

// drop takes the entry of node out.
func (c *cache) drop(node *list.Element) {
	e := node.Value.(*entry)
	c.order.Remove(node)
	c.bytes -= len(e.answer.body)
	if c.entries[e.key] == e {
		delete(c.entries, e.key)
	}
}

func immutable(h http.Header) bool {
	return strings.Contains(h.Get("Cache-Control"), "immutable")
}

// matches reports whether an If-None-Match header names etag.
func matches(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if part = strings.TrimSpace(part); part == etag || part == "*" {
			return true
		}
	}
	return false
}

// recorder keeps what a handler writes.
type recorder struct {
	header http.Header
	status int
	wrote  bool
	body   bytes.Buffer
}

// Header is the answer's header.
func (r *recorder) Header() http.Header { return r.header }

// WriteHeader notes the first status.
func (r *recorder) WriteHeader(status int) {
	if !r.wrote {
		r.status, r.wrote = status, true
	}
}

// Write keeps b.
func (r *recorder) Write(b []byte) (int, error) {
	r.wrote = true
	return r.body.Write(b)
}

func (r *recorder) answer() *answer {
	a := &answer{status: r.status, header: r.header, body: r.body.Bytes()}
	sum := sha256.Sum256(a.body)
	// Weak: the same tag stands for every coding of the body.
	a.etag = `W/"` + hex.EncodeToString(sum[:9]) + `"`
	return a
}
