package collect

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/fetch/fetchtest"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/page/extract"
)

func TestCorrections(t *testing.T) {
	note := func(text string) extract.Block { return extract.Block{Role: extract.RoleCorrection, Text: text} }
	for _, tt := range []struct {
		name string
		page extract.Article
		want []string
	}{
		{"none", extract.Article{Blocks: []extract.Block{{Role: extract.RoleParagraph, Text: "It rained."}}}, nil},
		{"shown, in sentences", extract.Article{Blocks: []extract.Block{note("Correction: it snowed. We regret it.")}},
			[]string{"Correction: it snowed.|We regret it."}},
		{"stated only", extract.Article{Corrections: []string{"It snowed."}}, []string{"It snowed."}},
		{"stated and shown", extract.Article{Blocks: []extract.Block{note("Correction: It  snowed.")}, Corrections: []string{"It snowed.", "In May."}},
			[]string{"Correction: It snowed.", "In May."}},
		{"stated, and told in the text", extract.Article{Blocks: []extract.Block{{Role: extract.RoleParagraph, Text: "It snowed."}},
			Corrections: []string{"It snowed."}}, nil},
		{"blank", extract.Article{Corrections: []string{" \n"}}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, b := range corrections(tt.page, "en") {
				if b.Role != news.RoleCorrection {
					t.Errorf("role %q", b.Role)
				}
				got = append(got, strings.Join(strings.Fields(strings.Join(b.Sentences, "|")), " "))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("corrections (-want +got):\n%s", diff)
			}
		})
	}
	many := make([]string, 5*maxCorrections)
	for i := range many {
		many[i] = "Note number " + strings.Repeat("x", len(many)-i) + "."
	}
	if n := len(corrections(extract.Article{Corrections: many}, "en")); n != maxCorrections {
		t.Errorf("%d notes, want %d", n, maxCorrections)
	}
	long := corrections(extract.Article{Corrections: []string{strings.Repeat("ü", maxCorrectionBytes)}}, "de")
	if n := len(strings.Join(long[0].Sentences, "")); n > maxCorrectionBytes {
		t.Errorf("a note of %d bytes, want at most %d", n, maxCorrectionBytes)
	}
}

// TestCorrectionIsStored: a note of correction stands behind the text, though
// the page has it within, and is no part of the article's words.
func TestCorrectionIsStored(t *testing.T) {
	page := part("", "", opened, waited, "Correction: an earlier version of this article named the wrong harbour.", walls)
	r := newRig(t, Options{Once: true}, map[string]fetchtest.Page{pageURL: page})
	id := r.list()
	r.drain()
	if diff := cmp.Diff([]string{opened, waited, walls}, r.text(id)); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
	texts, err := r.store.Renditions(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := texts[0].Corrections(), "Correction: an earlier version of this article named the wrong harbour."; got != want {
		t.Errorf("Corrections = %q, want %q", got, want)
	}
	if last := texts[0].Blocks[len(texts[0].Blocks)-1]; last.Role != news.RoleCorrection {
		t.Errorf("the last block is a %s, want the note", last.Role)
	}
	if got, want := r.article(id).Words, len(strings.Fields(opened+" "+waited+" "+walls)); got != want {
		t.Errorf("%d words, want %d", got, want)
	}
}
