package remote

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/overview-news/overview/internal/translate"
)

// Bounds of one request.
const (
	maxAnswer     = 4 << 20 // bytes; a request has at most maxRequest
	maxRequest    = 100 << 10
	defaultWait   = 60 * time.Second // for a whole answer; large models are slow
	defaultPause  = 30 * time.Second // after "too many requests" without a time
	longestPause  = time.Hour
	maxQuoted     = 200 // bytes of a server's own message that are repeated
	maxInputBytes = 16 << 10
)

// Doer sends requests; *http.Client is one.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Config says where a server is and what it may be asked.
type Config struct {
	URL string // base address, with http or https
	Key string // secret; empty where none is needed
	// Model is the model to ask for (OpenAI-compatible servers only).
	Model string
	// Languages are the tags that the server is asked to translate; empty
	// means those that the service publishes.
	Languages []string
	// Wait bounds a request; 0 is one minute.
	Wait time.Duration
}

// client sends JSON to one server and keeps away from it when told to.
type client struct {
	name string
	do   Doer
	now  func() time.Time
	base string
	wait time.Duration

	mu        sync.Mutex
	notBefore time.Time
}

func newClient(name string, do Doer, now func() time.Time, c Config) (*client, error) {
	u, err := url.Parse(c.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("%s: address %q is not an http or https address", name, c.URL)
	}
	if c.Wait <= 0 {
		c.Wait = defaultWait
	}
	return &client{name: name, do: do, now: now, base: strings.TrimRight(c.URL, "/"), wait: c.Wait}, nil
}

// post sends request as JSON to path and reads the answer into answer. The
// header is added to the usual ones.
func (c *client) post(ctx context.Context, path string, header http.Header, request, answer any) error {
	if until, paused := c.paused(); paused {
		return fmt.Errorf("%s until %s: %w", c.name, until.Format(time.TimeOnly), translate.ErrBusy)
	}
	body, err := json.Marshal(request)
	if err != nil {
		return fmt.Errorf("%s: write request: %w", c.name, err)
	}
	timed, cancel := context.WithTimeout(ctx, c.wait)
	defer cancel()
	req, err := http.NewRequestWithContext(timed, http.MethodPost, c.base+path, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("%s: make request: %w", c.name, err)
	}
	req.Header = header.Clone()
	if req.Header == nil {
		req.Header = make(http.Header)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	resp, err := c.do.Do(req)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return c.unreachable(err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return c.unreachable(err)
	case len(data) > maxAnswer:
		return fmt.Errorf("%s: answer has over %d bytes", c.name, maxAnswer)
	case resp.StatusCode != http.StatusOK:
		return c.refused(resp, data)
	}
	if err := json.Unmarshal(data, answer); err != nil {
		return fmt.Errorf("%s: read answer: %w", c.name, err)
	}
	return nil
}

// unreachable hides the address, which may have a secret in it.
func (c *client) unreachable(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return fmt.Errorf("%s: %w: %w", c.name, translate.ErrBusy, err)
}

// refused makes an error of an answer that is none. 429, 456 (DeepL's quota)
// and 5xx pause the server.
func (c *client) refused(resp *http.Response, data []byte) error {
	status := resp.StatusCode
	if status == http.StatusTooManyRequests || status == 456 || status >= 500 {
		c.pause(resp.Header.Get("Retry-After"))
		return fmt.Errorf("%s: status %d %s: %w", c.name, status, message(data), translate.ErrBusy)
	}
	text := message(data)
	if status == http.StatusBadRequest && strings.Contains(strings.ToLower(text), "not supported") {
		return fmt.Errorf("%s: %s: %w", c.name, text, translate.ErrUnsupported)
	}
	return fmt.Errorf("%s: status %d %s", c.name, status, text)
}

// pause keeps requests away for as long as the server asked, within bounds.
func (c *client) pause(retryAfter string) {
	now := c.now()
	wait := defaultPause
	if seconds, err := strconv.Atoi(strings.TrimSpace(retryAfter)); err == nil && seconds > 0 {
		wait = time.Duration(min(seconds, int(longestPause/time.Second))) * time.Second
	} else if at, err := http.ParseTime(retryAfter); err == nil && at.After(now) {
		wait = min(at.Sub(now), longestPause)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.notBefore = now.Add(wait)
}

func (c *client) paused() (time.Time, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.notBefore, c.now().Before(c.notBefore)
}

// message is what a server says about a refusal, printable and short.
func message(data []byte) string {
	var known struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
	}
	text := string(data)
	if json.Unmarshal(data, &known) == nil {
		var inner struct {
			Message string `json:"message"`
		}
		var plain string
		switch {
		case known.Message != "":
			text = known.Message
		case json.Unmarshal(known.Error, &plain) == nil:
			text = plain
		case json.Unmarshal(known.Error, &inner) == nil:
			text = inner.Message
		}
	}
	text = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(text, ""))
	if len(text) > maxQuoted {
		text = strings.ToValidUTF8(text[:maxQuoted], "") + "…"
	}
	return text
}

// batches cuts sentences into runs of at most count and maxRequest bytes. A
// sentence over maxInputBytes is in none; nobody writes such.
func batches(sentences []string, count, maxBytes int) [][]int {
	var out [][]int
	var run []int
	size := 0
	for i, s := range sentences {
		if len(s) > maxInputBytes || strings.TrimSpace(s) == "" {
			continue
		}
		if len(run) == count || len(run) > 0 && size+len(s) > maxBytes {
			out = append(out, run)
			run, size = nil, 0
		}
		run = append(run, i)
		size += len(s)
	}
	if len(run) > 0 {
		out = append(out, run)
	}
	return out
}

// pick is the sentences with those numbers.
func pick(sentences []string, numbers []int) []string {
	out := make([]string, len(numbers))
	for i, n := range numbers {
		out[i] = sentences[n]
	}
	return out
}

// code finds the server's code for a BCP 47 tag: the whole tag if listed,
// else its language part. Codes maps lower-case tags to codes.
func code(codes map[string]string, language string) string {
	tag := strings.ToLower(strings.ReplaceAll(language, "_", "-"))
	for tag != "" {
		if c, ok := codes[tag]; ok {
			return c
		}
		tag = tag[:max(strings.LastIndexByte(tag, '-'), 0)]
	}
	return ""
}

// only keeps the codes of languages, all of them if languages is empty. A
// language that the service does not list is its own code.
func only(codes map[string]string, languages []string) map[string]string {
	if len(languages) == 0 {
		return codes
	}
	out := make(map[string]string)
	for _, l := range languages {
		tag := strings.ToLower(strings.ReplaceAll(l, "_", "-"))
		if out[tag] = code(codes, tag); out[tag] == "" {
			out[tag] = tag
		}
	}
	return out
}

// table makes codes of a list: a tag, or tag=code.
func table(list string) map[string]string {
	out := make(map[string]string)
	for item := range strings.FieldsSeq(list) {
		tag, code, mapped := strings.Cut(item, "=")
		if !mapped {
			code = tag
		}
		out[tag] = code
	}
	return out
}
