package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"

	"github.com/overview-news/overview/feed/internal/markup"
)

// identify gives an entry its ID: what the publisher says, else its address,
// else a hash of what it says.
func identify(e *Entry, given string) {
	given = strings.TrimSpace(markup.Clean(given))
	switch {
	case len(given) > maxID:
		e.ID = hash(given)
	case given != "":
		e.ID = given
	case e.URL != "":
		e.ID = e.URL
	default:
		e.ID = hash(e.Title, e.When().UTC().Format(time.RFC3339), e.Summary)
	}
}

// hash makes an ID of a text that is none.
func hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return "sha256:" + hex.EncodeToString(sum[:16])
}

// unique drops entries that are there twice. An ID that several addresses
// share identifies nothing: their addresses do.
func unique(entries []Entry) []Entry {
	first := make(map[string]string, len(entries)) // ID → address
	shared := map[string]bool{}
	for _, e := range entries {
		if address, ok := first[e.ID]; !ok {
			first[e.ID] = e.URL
		} else if address != e.URL {
			shared[e.ID] = true
		}
	}
	seen := make(map[string]bool, len(entries))
	kept := entries[:0]
	for _, e := range entries {
		if shared[e.ID] {
			if e.URL != "" {
				e.ID = e.URL
			} else {
				e.ID = hash(e.ID, e.Title)
			}
		}
		if seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		kept = append(kept, e)
	}
	return kept
}

func baseOf(address string) *url.URL {
	if address == "" {
		return nil
	}
	return markup.Base(address)
}

// address makes an address of the document absolute. Without the document's
// own address relative ones start from the home page.
func (p *parser) address(raw string, inner *url.URL) string {
	base := inner
	for _, b := range []*url.URL{p.xmlBase, p.base} {
		if base == nil {
			base = b
		}
	}
	if base == nil && p.feed.Home != "" && !strings.Contains(raw, "://") {
		base = baseOf(p.feed.Home)
	}
	return markup.Address(raw, base)
}

// language returns a tag in the form of BCP 47, or empty.
func language(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if len(s) < 2 || len(s) > 35 {
		return ""
	}
	for _, c := range s {
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && c != '-' {
			return ""
		}
	}
	if s[0] == '-' || s[0] <= '9' {
		return ""
	}
	return s
}
