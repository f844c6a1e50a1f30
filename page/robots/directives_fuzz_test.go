package robots

import (
	"net/http"
	"testing"
)

// FuzzDirectives: whatever a header or a meta element says, a word more never
// makes a page more open.
func FuzzDirectives(f *testing.F) {
	for _, seed := range [][2]string{
		{"noindex, max-snippet: 0", "noarchive"}, {"overview: noai", "all"}, {"otherbot: none", "index"},
		{"unavailable_after: 25 Jun 2026 15:00:00 PST", "max-snippet:-1"}, {":,:,\x00", "max-snippet:99999999999999999999"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, header, meta string) {
		before := FromHeader(http.Header{"X-Robots-Tag": {header}, "Tdm-Reservation": {header}}, "overview")
		after := before
		after.AddMeta("robots", meta, "overview")
		for _, x := range []struct {
			name    string
			was, is bool
		}{
			{"NoIndex", before.NoIndex, after.NoIndex}, {"NoFollow", before.NoFollow, after.NoFollow},
			{"NoArchive", before.NoArchive, after.NoArchive}, {"NoSnippet", before.NoSnippet, after.NoSnippet},
			{"NoImageIndex", before.NoImageIndex, after.NoImageIndex}, {"NoAI", before.NoAI, after.NoAI},
			{"Reserved", before.Reserved, after.Reserved},
		} {
			if x.was && !x.is {
				t.Errorf("%s of header %q ends with meta %q", x.name, header, meta)
			}
		}
		if before.HasMaxSnippet && (!after.HasMaxSnippet || after.MaxSnippet > before.MaxSnippet) {
			t.Errorf("MaxSnippet of header %q grows from %d to %d with meta %q", header, before.MaxSnippet, after.MaxSnippet, meta)
		}
	})
}
