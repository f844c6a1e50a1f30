package probe

import (
	"encoding/hex"
	"hash/fnv"
	"net/url"
	"slices"
	"strings"

	"github.com/overview-news/overview/page/address"
)

const (
	// maxPrints is how many prints of a feed are kept, those with the lowest
	// numbers: enough to tell three quarters in common from half.
	maxPrints = 16
	// leastPrints is of how many entries a feed must consist to be told from
	// others.
	leastPrints = 3
	// printBytes is the length of a print. Two of 100,000 headlines share one
	// by chance, which is not most of a feed.
	printBytes = 4
)

// sketch gathers the prints of a feed's entries.
type sketch map[uint32]bool

// add takes in an entry: its headline with the path of its address, so that
// the same article counts as one under another host or with other parameters,
// and a false headline for somebody's article does not. Where there is no
// headline, as in plain sitemaps, the site counts too.
func (s *sketch) add(it item) {
	u, err := url.Parse(it.url)
	if err != nil || it.title == "" && u.Path == "" {
		return
	}
	if *s == nil {
		*s = sketch{}
	}
	site := ""
	if it.title == "" {
		site = address.Domain(it.url)
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(strings.ToLower(it.title) + "\n" + site + "\n" + strings.TrimSuffix(u.Path, "/"))) // a hash never fails
	(*s)[h.Sum32()] = true
}

// String is the sketch as it is stored: the lowest prints, sorted; "" for a
// feed of too few entries.
func (s sketch) String() string {
	if len(s) < leastPrints {
		return ""
	}
	var all []uint32
	for p := range s {
		all = append(all, p)
	}
	slices.Sort(all)
	all = all[:min(len(all), maxPrints)]
	raw := make([]byte, 0, len(all)*printBytes)
	for _, p := range all {
		raw = append(raw, byte(p>>24), byte(p>>16), byte(p>>8), byte(p))
	}
	return hex.EncodeToString(raw)
}

// Duplicates says of each feed of checks which one before it has most of its
// entries, by the checked address; "" for none. The checks should be in the
// order of the list, whose first feed is then the one to keep.
func Duplicates(checks []Verdict) map[string]string {
	out := map[string]string{}
	holders := map[string][]int{} // print → places of the feeds that are no duplicates
	for i, c := range checks {
		out[c.URL] = ""
		prints := split(c.Prints)
		shared := map[int]int{}
		best := -1
		for _, p := range prints {
			for _, other := range holders[p] {
				shared[other]++
				if n := shared[other]; 4*n >= 3*min(len(prints), len(checks[other].Prints)/(2*printBytes)) && (best < 0 || other < best) {
					best = other
				}
			}
		}
		if best >= 0 && checks[best].URL != c.URL {
			out[c.URL] = checks[best].URL
			continue
		}
		for _, p := range prints {
			holders[p] = append(holders[p], i)
		}
	}
	return out
}

// split parts stored prints.
func split(s string) []string {
	var out []string
	for len(s) >= 2*printBytes {
		out = append(out, s[:2*printBytes])
		s = s[2*printBytes:]
	}
	return out
}
