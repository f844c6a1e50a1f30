package difference

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sentences makes a list of single letters.
func sentences(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "")
}

// written is parts as letters: plain if kept, behind - or + if not.
func written(parts []Part) string {
	mark := map[Kind]string{Kept: "", Removed: "-", Added: "+"}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(mark[p.Kind] + p.Text)
	}
	return b.String()
}

func TestOf(t *testing.T) {
	for _, tt := range []struct{ name, before, after, want string }{
		{"nothing", "", "", ""},
		{"the same", "abc", "abc", "abc"},
		{"all new", "", "ab", "+a+b"},
		{"all gone", "ab", "", "-a-b"},
		{"one exchanged", "abc", "axc", "a-b+xc"},
		{"two exchanged: removed first", "abcd", "axyd", "a-b-c+x+yd"},
		{"added in the middle", "ac", "abc", "a+bc"},
		{"removed at the end", "abc", "ab", "ab-c"},
		{"two places", "abcde", "xbcdy", "-a+xbcd-e+y"},
		{"a sentence that repeats", "aba", "aa", "a-ba"},
		{"moved", "abc", "bca", "-abc+a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := written(Of(sentences(tt.before), sentences(tt.after))); got != tt.want {
				t.Errorf("Of(%q, %q) = %q, want %q", tt.before, tt.after, got, tt.want)
			}
		})
	}
}

// TestOfLong compares texts that are too long for the table: they are told
// apart by beginning and end.
func TestOfLong(t *testing.T) {
	list := func(name string, n int) (out []string) {
		for i := range n {
			out = append(out, fmt.Sprint(name, i))
		}
		return out
	}
	before := slices.Concat([]string{"first"}, list("old", 2000), []string{"last"})
	after := slices.Concat([]string{"first"}, list("new", 2000), []string{"last"})
	got := Of(before, after)
	if len(got) != 4002 || got[0].Kind != Kept || got[1].Kind != Removed || got[4000].Kind != Added || got[4001].Kind != Kept {
		t.Errorf("Of two long texts = %d parts, want 4002: one kept, 2000 removed, 2000 added, one kept", len(got))
	}
}

func TestHunks(t *testing.T) {
	for _, tt := range []struct {
		name, before, after string
		around              int
		want                []string
	}{
		{"no change", "abc", "abc", 1, nil},
		{"all of a short text", "abc", "axc", 1, []string{"a-b+xc"}},
		{"two places apart", "abcdefg", "xbcdefy", 1, []string{"-a+xb", "f-g+y"}},
		{"two places that touch", "abcd", "xbcy", 1, []string{"-a+xbc-d+y"}},
		{"nothing around", "abc", "axc", 0, []string{"-b+x"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, h := range Hunks(Of(sentences(tt.before), sentences(tt.after)), tt.around) {
				got = append(got, written(h))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Hunks (-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzOf: what was kept and removed is the text before, what was kept and
// added is the text after.
func FuzzOf(f *testing.F) {
	f.Add("abcab", "bcaab")
	f.Fuzz(func(t *testing.T, before, after string) {
		from, to := strings.SplitAfter(before, "a"), strings.SplitAfter(after, "a")
		var old, now []string
		for _, p := range Of(from, to) {
			if p.Kind != Added {
				old = append(old, p.Text)
			}
			if p.Kind != Removed {
				now = append(now, p.Text)
			}
		}
		if !slices.Equal(old, from) || !slices.Equal(now, to) {
			t.Errorf("Of(%q, %q) gives back %q, %q", from, to, old, now)
		}
	})
}
