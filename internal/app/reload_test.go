package app

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/clock"
)

// TestListsAreReadAgain changes an operator's file under a running
// installation: a good change is taken, a bad one is named and changes
// nothing.
func TestListsAreReadAgain(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "lists", "fr.yaml")
	if err := os.Mkdir(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	at := dawn
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		at = at.Add(time.Second) // two writes in one tick of the file system's clock are two
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	const good = "country: FR\noutlets:\n  - id: fr-mine\n    name: Mine\n    home: https://mine.example/\n    language: fr\n    feeds: [https://mine.example/rss]\n"
	write(good)
	cfg := defaults()
	cfg.Store.Data = filepath.Join(dir, "data")
	cfg.Outlets = OutletConfig{NoCatalog: true, Overrides: filepath.Dir(file)}
	var said bytes.Buffer
	a, err := Open(t.Context(), slog.New(slog.NewTextHandler(&said, nil)), "test", cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	a.clk = clock.NewVirtual(dawn)
	if err := a.store.Watch(t.Context(), watched(a.catalog), dawn); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, text string
		change     bool
		outlets    string // in the store, with their state
		notice     string
	}{
		{"nothing changed", "", false, "fr-mine on", ""},
		{"a mistake", strings.Replace(good, "home:", "hom:", 1), true, "fr-mine on", file + ":5: fr-mine: hom: want one of"},
		{"still there", "", false, "fr-mine on", file + ":5: fr-mine: hom: want one of"},
		{"broken off", "country: FR\noutlets: [", true, "fr-mine on", file + ":2: want YAML"},
		{"one more", good + "  - id: fr-two\n    name: Two\n    home: https://two.example/\n    feeds: [https://two.example/rss]\n", true, "fr-mine on, fr-two on", ""},
		{"hidden", good + "    hide: true\n", true, "fr-mine off, fr-two on", ""},
		{"shown", good, true, "fr-mine on, fr-two on", ""},
		{"hints with a mistake", good + "    extract: {keep: 'p:has(a)'}\n", true, "fr-mine on, fr-two on", file + ":8: fr-mine: extract.keep: want :not()"},
		{"hints", good + "    extract: {keep: '.text'}\n", true, "fr-mine on, fr-two on", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.change {
				write(tt.text)
			}
			if _, err := a.lists.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := a.notice().Text; !strings.Contains(got, tt.notice) || tt.notice == "" && got != "" {
				t.Errorf("notice = %q, want %q", got, tt.notice)
			}
			if got := outletsOf(t, a); got != tt.outlets {
				t.Errorf("outlets = %s, want %s", got, tt.outlets)
			}
		})
	}
	if o, err := a.store.Outlet(t.Context(), "fr-mine"); err != nil || o.Hints.Keep != ".text" {
		t.Errorf("the hints of the outlet = %+v, %v, want those of its list", o.Hints, err)
	}
	if n := strings.Count(said.String(), "what was read before stays in force"); n != 3 {
		t.Errorf("the log names %d bad changes, want 3:\n%s", n, said.String())
	}
	a.cfg.Web.Addr = "192.0.2.1:80"
	write("outlets: [")
	if _, err := a.lists.Run(t.Context()); err != nil || a.notice().Text != "" {
		t.Errorf("notice on a public address = %q, %v, want none", a.notice().Text, err)
	}
}

// outletsOf are the stored outlets and whether their feeds are polled.
func outletsOf(t *testing.T, a *App) string {
	t.Helper()
	feeds, err := a.store.Feeds(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range feeds {
		state := "off"
		if f.State == "active" && !f.NextPoll.IsZero() {
			state = "on"
		}
		out = append(out, string(f.Outlet)+" "+state)
	}
	return strings.Join(out, ", ")
}
