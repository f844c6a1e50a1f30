package app

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/catalog"
)

// directory opens an empty folder without the shipped catalog.
func directory(t *testing.T, cfg DirectoryConfig) *Directory {
	t.Helper()
	if cfg.Store.Data == "" {
		cfg.Store.Data = t.TempDir()
	}
	d, err := OpenDirectory(t.Context(), slog.New(slog.DiscardHandler), cfg, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

var noCatalog = OutletConfig{NoCatalog: true}

func importList(t *testing.T, d *Directory, text string, allow ...string) []string {
	t.Helper()
	rows, err := d.Import(t.Context(), "list", strings.NewReader(text), allow)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		out = append(out, r.String())
	}
	return out
}

const oddOPML = `<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Islands"><outline text="Outer">
<outline type="rss" text="Quay &amp; Post" xmlUrl="https://quay.example/rss" htmlUrl="https://quay.example/" language="%none%"/>
<outline xmlUrl="https://reef.example/atom.xml"/>
</outline></outline>
<outline text="France"><outline text="Le Quai" xmlUrl="https://quai.example/flux" htmlUrl="https://quai.example/"/>
<outline text="Le Quai" xmlUrl="https://quai.example/sport" htmlUrl="https://quai.example/"/></outline>
<outline type="rss" title="Quay again" xmlUrl="https://quay.example/rss"/>
<outline text="Kennis" xmlUrl="http://kennis.example/rss?topic=2" category="Science,/NL/Tech"/>
<outline type="rss" text="Broken" xmlUrl="nothing"/>
<outline type="rss" text="Inside" xmlUrl="http://127.0.0.1:9899/feed"/>
<outline type="link" text="Page" url="https://page.example/"/>
<outline/></body></opml>`

func TestImportTellsEveryFate(t *testing.T) {
	d := directory(t, DirectoryConfig{Outlets: noCatalog})
	got := importList(t, d, oddOPML)
	want := []string{
		"list:1: added as quay-example: https://quay.example/rss (in Islands/Outer)",
		"list:2: added as reef-example: https://reef.example/atom.xml (in Islands/Outer)",
		"list:3: added as quai-example: https://quai.example/flux",
		"list:4: joined to quai-example: https://quai.example/sport",
		"list:5: duplicate: listed before: https://quay.example/rss",
		"list:6: added as kennis-example: http://kennis.example/rss?topic=2 (in Science, NL/Tech)",
		"list:7: rejected: not an http or https address: nothing",
		"list:8: rejected: the address leads into our own network; allow its range with --allow-cidr if you mean it: http://127.0.0.1:9899/feed",
		"list:9: not a feed: a link to a page: https://page.example/",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fates (-want +got):\n%s", diff)
	}
	for _, line := range importList(t, d, oddOPML) {
		if strings.Contains(line, "added") || strings.Contains(line, "joined") {
			t.Errorf("the second import says %q, want nothing added", line)
		}
	}
}

// TestExportImportsAgain exports in every form and imports that elsewhere.
func TestExportImportsAgain(t *testing.T) {
	first := directory(t, DirectoryConfig{Outlets: noCatalog})
	importList(t, first, oddOPML)
	want := feedsOf(t, first)
	if len(want) != 5 || want["https://quay.example/rss"] != "Quay & Post|Islands/Outer|" ||
		want["https://quai.example/sport"] != "Le Quai|general|FR" {
		t.Fatalf("feeds = %v", want)
	}
	for _, format := range []string{"opml", "jsonl", "yaml"} {
		t.Run(format, func(t *testing.T) {
			var b bytes.Buffer
			if err := first.Export(t.Context(), &b, format, ""); err != nil {
				t.Fatal(err)
			}
			second := directory(t, DirectoryConfig{Outlets: noCatalog})
			importList(t, second, b.String())
			if diff := cmp.Diff(want, feedsOf(t, second)); diff != "" {
				t.Errorf("imported again it differs (-want +got):\n%s\n%s", diff, b.String())
			}
		})
	}
}

// feedsOf is name, scope and country of each feed, by address.
func feedsOf(t *testing.T, d *Directory) map[string]string {
	t.Helper()
	views, err := d.List(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, v := range views {
		for _, f := range v.Feeds {
			out[f.URL] = v.Name + "|" + f.Scope + "|" + v.Country
		}
	}
	return out
}

func TestImportAllowsNamedRanges(t *testing.T) {
	d := directory(t, DirectoryConfig{Outlets: noCatalog})
	got := importList(t, d, "# farm\nhttp://127.64.0.1:9800/f/1\nhttp://127.0.0.1:9899/f\nhttp://127.64.0.2:9800/f/2\n", "127.64.0.0/10")
	if len(got) != 3 || !strings.Contains(got[0], "added as 127-64-0-1-9800") || !strings.Contains(got[1], "rejected") ||
		!strings.Contains(got[2], "added as 127-64-0-2-9800") {
		t.Errorf("fates = %q", got)
	}
}

// TestDisableOutlastsTheList reads the catalog again, as the next start does.
func TestDisableOutlastsTheList(t *testing.T) {
	cfg := DirectoryConfig{Store: StoreConfig{Data: t.TempDir()}}
	d := directory(t, cfg)
	id := catalog.Shipped().Country("FR")[0].ID
	state := func() string {
		t.Helper()
		if err := d.store.Watch(t.Context(), watched(d.catalog), d.clk.Now()); err != nil {
			t.Fatal(err)
		}
		views, err := d.List(t.Context(), "fr")
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range views {
			if v.ID == id {
				return v.State
			}
		}
		t.Fatalf("%s is not listed", id)
		return ""
	}
	if err := d.Disable(t.Context(), id, true); err != nil {
		t.Fatal(err)
	}
	if got := state(); got != "disabled" {
		t.Errorf("state after Disable = %s, want disabled", got)
	}
	if err := d.Disable(t.Context(), id, false); err != nil {
		t.Fatal(err)
	}
	if got := state(); got == "disabled" {
		t.Error("state after taking it back is still disabled")
	}
	if err := d.Disable(t.Context(), "no-such-outlet", true); err == nil {
		t.Error("Disable(no-such-outlet) = nil, want an error")
	}
}
