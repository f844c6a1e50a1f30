package extract

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the expected roles of the golden pages anew")

// goldenPages are how many pages testdata/golden has.
const goldenPages = 60

// TestGolden compares the blocks of small pages, each of one kind that readers
// of pages get wrong, with what a person says they are.
func TestGolden(t *testing.T) {
	pages, err := filepath.Glob("testdata/golden/*.html")
	if err != nil || len(pages) != goldenPages {
		t.Fatalf("%d golden pages (%v), want %d", len(pages), err, goldenPages)
	}
	for _, path := range pages {
		name := strings.TrimSuffix(filepath.Base(path), ".html")
		t.Run(name, func(t *testing.T) {
			page, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			address := "https://ostrand-kurier.example/news/2026/" + name
			a := mustPage(t, string(page), address)
			if head, err := HeadlineOf(page, address, Options{}); err != nil || head != a.Headline {
				t.Errorf("HeadlineOf = %q, %v, want %q", head, err, a.Headline)
			}
			got := linesOf(a)
			file := strings.TrimSuffix(path, ".html") + ".roles"
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("roles (-want +got):\n%s", diff)
			}
		})
	}
}

// linesOf is one line a block: its role and its text, of a picture its address
// and size before.
func linesOf(a Article) string {
	var b strings.Builder
	for _, k := range a.Blocks {
		if k.Role == RoleImage {
			fmt.Fprintf(&b, "%s\t%s %dx%d %s\n", k.Role, k.Image, k.Width, k.Height, k.Text)
			continue
		}
		fmt.Fprintf(&b, "%s\t%s\n", k.Role, k.Text)
	}
	return b.String()
}
