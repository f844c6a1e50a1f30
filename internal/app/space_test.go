package app

import (
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestBytes(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want Bytes
		text string
	}{
		{"20GB", 20 * gigabyte, "20GB"},
		{" 500 mb ", 500 * megabyte, "500MB"},
		{"1.5TB", 1500 * gigabyte, "1500GB"},
		{"0", 0, "0"},
		{"1024", 1024, "1024B"},
	} {
		var got Bytes
		if err := got.UnmarshalText([]byte(tt.in)); err != nil || got != tt.want || got.String() != tt.text {
			t.Errorf("UnmarshalText(%q) = %d, %v, printed %s, want %d, printed %s", tt.in, got, err, got, tt.want, tt.text)
		}
	}
	for _, in := range []string{"", "GB", "-1GB", "NaN", "1e300TB", "20 gibibytes"} {
		var got Bytes
		if err := got.UnmarshalText([]byte(in)); err == nil {
			t.Errorf("UnmarshalText(%q) = %d, want an error", in, got)
		}
	}
}

func TestSpaceBounds(t *testing.T) {
	for _, tt := range []struct {
		name string
		set  SpaceConfig
		want string // part of the message; "" if it is fine
	}{
		{"for ever and without bound", SpaceConfig{}, ""},
		{"the least", SpaceConfig{KeepTexts: minKeepTexts, MaxSize: minMaxSize}, ""},
		{"too short", SpaceConfig{KeepTexts: time.Hour}, "keep-texts"},
		{"too small", SpaceConfig{MaxSize: megabyte}, "max-size: is 1MB; use 100MB or more"},
	} {
		cfg := defaults()
		cfg.Space = tt.set
		err := cfg.Validate()
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: Validate = %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestRetainStands: an installation that goes on makes room, unless only some
// stages are asked for.
func TestRetainStands(t *testing.T) {
	cfg := defaults()
	cfg.Store.Data = t.TempDir()
	cfg.Outlets.NoCatalog = true
	a, err := Open(t.Context(), slog.New(slog.DiscardHandler), "test", cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Errorf("Close = %v", err)
		}
	}()
	names := func(named ...string) string {
		stages, err := a.standing(t.Context(), named)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, s := range stages {
			out = append(out, s.Name)
		}
		return strings.Join(out, " ")
	}
	if got, want := names(), "poll lead collect translate group measure compose models retain examine"; got != want {
		t.Errorf("the stages are %q, want %q", got, want)
	}
	if got, want := names("group"), "group"; got != want {
		t.Errorf("the stages are %q, want %q", got, want)
	}
}
