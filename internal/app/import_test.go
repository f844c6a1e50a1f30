package app

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/articlefile"
	"github.com/overview-news/overview/internal/news"
	"github.com/overview-news/overview/internal/store"
)

// TestExportLeavesEmptyArticlesOut: every row that is printed can be read
// again, and what is left out is counted in the log.
func TestExportLeavesEmptyArticlesOut(t *testing.T) {
	dir := t.TempDir()
	at := time.Date(2026, 8, 3, 8, 0, 0, 0, time.UTC)
	s, err := store.Open(t.Context(), slog.New(slog.DiscardHandler), dir+"/"+databaseName)
	if err != nil {
		t.Fatal(err)
	}
	o := news.Outlet{ID: "paper", Name: "Paper", Publisher: "paper", Lane: news.Domestic}
	var batch []news.ImportedArticle
	for _, title := range []string{"The weir holds", "", "  "} {
		batch = append(batch, news.ImportedArticle{Outlet: o, Original: news.Rendition{Language: "en", Title: title},
			Article: news.Article{URL: "https://paper.example/" + string(rune('a'+len(batch))), Title: title, Language: "en", Published: at}})
	}
	if n, err := s.Import(t.Context(), batch, at); n != len(batch) || err != nil {
		t.Fatalf("Import = %d, %v, want %d", n, err, len(batch))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var said, out bytes.Buffer
	a, err := OpenStore(t.Context(), slog.New(slog.NewTextHandler(&said, nil)), StoreConfig{Data: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.ExportArticles(t.Context(), &out); err != nil {
		t.Errorf("ExportArticles = %v", err)
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
	rows, err := articlefile.Sort(strings.NewReader(out.String()), dir)
	if err != nil {
		t.Fatal(err)
	}
	if rows.Len() != 1 || len(rows.Bad) != 0 {
		t.Errorf("export prints %s\nwant one row that can be read", out.String())
	}
	if err := rows.Close(); err != nil {
		t.Error(err)
	}
	if want := "neither headline nor text are left out\" articles=2"; !strings.Contains(said.String(), want) {
		t.Errorf("the log says %s, want %s", said.String(), want)
	}
}
