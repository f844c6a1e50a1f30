package app

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
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

// TestExportKeepsEverything exports the shipped catalog in every form and reads
// it back. Only OPML loses something: how sure the list is of a feed.
func TestExportKeepsEverything(t *testing.T) {
	d := directory(t, DirectoryConfig{})
	for _, format := range []string{"opml", "jsonl", "yaml"} {
		t.Run(format, func(t *testing.T) {
			var b bytes.Buffer
			if err := d.Export(t.Context(), &b, format, ""); err != nil {
				t.Fatal(err)
			}
			got, rows, err := parseOutlets(outletList{name: "all", raw: b.Bytes(), guarded: format != "yaml"})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				if !r.OK {
					t.Errorf("not taken: %s", r)
				}
			}
			want := catalog.Shipped().Outlets()
			got = slices.Clone(catalog.New(got).Outlets())
			for i := range min(len(got), len(want)) {
				got[i].At = want[i].At
				if format == "opml" {
					got[i].Evidence = want[i].Evidence
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("read back it differs (-want +got):\n%.3000s", diff)
			}
		})
	}
}

// TestImportFates: what is known with other values is changed where it was
// imported, and refused where the catalog holds it.
func TestImportFates(t *testing.T) {
	d := directory(t, DirectoryConfig{})
	known := catalog.Shipped().Country("FR")[0]
	const mine = `{"id":"my-paper","name":"Mine","home":"https://mine.example/","country":"FR","language":"fr","kind":"daily","reach":"local","feeds":["https://mine.example/rss"]}`
	opmlOfMine := func(kind string) string {
		return `<opml version="2.0"><body><outline xmlUrl="https://mine.example/rss" htmlUrl="https://mine.example/" text="Mine" language="fr" overview:id="my-paper" overview:kind="` + kind +
			`" overview:country="FR" overview:language="fr" overview:reach="local"/><outline xmlUrl="https://mine.example/2" text="Mine" language="fr" overview:id="my-paper"/></body></opml>`
	}
	for _, tt := range []struct{ name, list, want string }{
		{"new", mine, "added as my-paper"},
		{"again", mine, "already listed as my-paper"},
		{"other kind", strings.Replace(mine, "daily", "weekly", 1), "changes kind of my-paper"},
		{"other kind again", strings.Replace(mine, "daily", "weekly", 1), "already listed as my-paper"},
		{"the catalog's", `{"id":"` + known.ID + `","name":"Other","home":"` + known.Home + `"}`, "which the catalog holds"},
		{"opml with a feed more", opmlOfMine("weekly"), "changes feeds of my-paper"},
		{"opml again", opmlOfMine("weekly"), "list:2: already listed as my-paper"},
		{"opml refused", opmlOfMine("paper"), "list:2: rejected: so is the first row of my-paper"},
		{"yaml", "outlets:\n  - id: my-tv\n    name: TV\n    home: https://tv.example/\n  - id: my-odd\n    nam: Odd\n", "list:2: added as my-tv"},
		{"yaml with a mistake", "outlets:\n  - id: my-tv\n    name: TV\n    home: https://tv.example/\n  - id: my-odd\n    nam: Odd\n", "list:6: rejected: my-odd: nam: want one of"},
		{"inside", `{"id":"my-own","name":"Own","home":"https://own.example/","sitemaps":["http://10.0.0.1/news.xml"]}`, "into our own network"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(importList(t, d, tt.list), "\n")
			if !strings.Contains(got, tt.want) {
				t.Errorf("import says\n%s\nwant %q", got, tt.want)
			}
		})
	}
	views, err := d.List(t.Context(), "FR")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range views {
		switch {
		case v.ID == "my-paper" && (v.Kind != "weekly" || len(v.Feeds) != 2):
			t.Errorf("my-paper = %+v, want a weekly with two feeds", v.Outlet)
		case v.ID == known.ID && v.Name != known.Name:
			t.Errorf("%s was renamed to %s", v.ID, v.Name)
		}
	}
}

// TestListedOnlyIsSaid: the feeds of an outlet that is not polled are not
// kept, which its row says, and importing it again changes nothing.
func TestListedOnlyIsSaid(t *testing.T) {
	for _, tt := range []struct{ name, list string }{
		{"yaml", "outlets:\n  - id: my-tv\n    name: TV\n    home: https://tv.example/\n    watch: false\n    feeds: [https://tv.example/rss]\n"},
		{"json lines", `{"id":"my-tv","name":"TV","home":"https://tv.example/","watch":false,"feeds":["https://tv.example/rss"]}`},
		{"opml", `<opml version="2.0"><body><outline xmlUrl="https://tv.example/rss" htmlUrl="https://tv.example/" text="TV" overview:id="my-tv" overview:watch="false"/></body></opml>`},
		{"sitemaps", `{"id":"my-tv","name":"TV","home":"https://tv.example/","watch":false,"sitemaps":["https://tv.example/rss"]}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := directory(t, DirectoryConfig{Outlets: noCatalog})
			for _, fate := range []string{"added as my-tv", "already listed as my-tv"} {
				got := importList(t, d, tt.list)
				if len(got) != 1 || !strings.Contains(got[0], fate+": https://tv.example/rss; listed only: its feeds are not kept") {
					t.Errorf("import says %q, want %q and that its feeds are not kept", got, fate)
				}
			}
			if got := feedsOf(t, d); len(got) != 0 {
				t.Errorf("feeds = %v, want none", got)
			}
			watched := importList(t, d, `{"id":"my-tv","name":"TV","home":"https://tv.example/","feeds":["https://tv.example/rss"]}`)
			if !strings.HasSuffix(watched[0], "changes feeds of my-tv: https://tv.example/rss") || len(feedsOf(t, d)) != 1 {
				t.Errorf("import of it to be polled says %q and keeps %v, want its feed", watched, feedsOf(t, d))
			}
		})
	}
}

// TestCatalogKeepsListedOnly: nothing is lost of what the catalog holds.
func TestCatalogKeepsListedOnly(t *testing.T) {
	d := directory(t, DirectoryConfig{})
	var b bytes.Buffer
	if err := d.Export(t.Context(), &b, "jsonl", ""); err != nil {
		t.Fatal(err)
	}
	for _, line := range importList(t, d, b.String()) {
		if !strings.Contains(line, "already listed as") || strings.Contains(line, listedOnly) {
			t.Errorf("import of the catalog into itself says %q, want it listed already", line)
		}
	}
}

// TestExportStatesWhatWasSaid: what is made of a list of mere feeds has no
// country, kind or reach, and the heading says no other.
func TestExportStatesWhatWasSaid(t *testing.T) {
	d := directory(t, DirectoryConfig{Outlets: noCatalog})
	importList(t, d, "https://a.example/rss\nhttps://b.example/rss\n")
	var b bytes.Buffer
	if err := d.Export(t.Context(), &b, "yaml", ""); err != nil {
		t.Fatal(err)
	}
	for _, not := range []string{"kind:", "reach:", "country:", "online", "national"} {
		if strings.Contains(b.String(), not) {
			t.Errorf("export states %s, which the list did not:\n%s", not, b.String())
		}
	}
	if want := "Every entry names its own country, where one is known."; !strings.Contains(b.String(), want) {
		t.Errorf("export is headed\n%s\nwant %s", b.String(), want)
	}
	second := directory(t, DirectoryConfig{Outlets: noCatalog})
	if got := importList(t, second, b.String()); len(got) != 2 || !strings.Contains(got[0], "added as a-example") {
		t.Errorf("import of the export says %q, want both added", got)
	}
	for _, line := range importList(t, d, b.String()) {
		if !strings.Contains(line, "already listed as") {
			t.Errorf("import into the same store says %q, want nothing changed", line)
		}
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

// TestManyRefusedRowsAreCounted: a list with thousands of bad rows fills no log,
// and its good rows are taken.
func TestManyRefusedRowsAreCounted(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.jsonl")
	list := strings.Repeat(`{"id":"fr-c","name":"C","home":"https://c.example/","extract":{"kep":".a"}}`+"\n", maxWarned+980) +
		`{"id":"fr-d","name":"D","home":"https://d.example/"}`
	if err := os.WriteFile(file, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	outlets, err := ReadOutlets(slog.New(slog.NewTextHandler(&said, nil)), file)
	if err != nil || len(outlets) != 1 {
		t.Fatalf("ReadOutlets = %d outlets, %v, want the good one", len(outlets), err)
	}
	if n := strings.Count(said.String(), "level=WARN"); n != maxWarned+1 || !strings.Contains(said.String(), "more=980") {
		t.Errorf("%d warnings, want %d and one with more=980", n, maxWarned)
	}
}

// TestMistakesOfOverridesAreLogged: a value that cannot be is named with its
// place, and taken all the same.
func TestMistakesOfOverridesAreLogged(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.yaml")
	if err := os.WriteFile(file, []byte("outlets:\n  - id: "+catalog.Shipped().Country("FR")[0].ID+"\n    kind: paper\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	known, err := loadCatalog(slog.New(slog.NewTextHandler(&said, nil)), OutletConfig{Overrides: filepath.Dir(file)})
	if err != nil || known.Len() != catalog.Shipped().Len() {
		t.Fatalf("loadCatalog = %d outlets, %v, want all", known.Len(), err)
	}
	if want := file + ":3: "; strings.Count(said.String(), "level=WARN") != 1 || !strings.Contains(said.String(), want) {
		t.Errorf("the log says %s\nwant one warning at %s", said.String(), want)
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
