package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/overview-news/overview/internal/news"
)

// testExaminations: an outlet is due when a page was fetched after the last
// look, not sooner than asked for, and keeps the last look only.
func testExaminations(t *testing.T, open Opener) {
	s := open(t)
	due := func(before time.Time, want ...news.OutletID) {
		t.Helper()
		got, err := s.Unexamined(t.Context(), before, 10)
		if err != nil {
			t.Fatalf("Unexamined = %v", err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("Unexamined before %v (-want +got):\n%s", before, d)
		}
	}
	watch(t, s, "alpha", "DE", "de")
	poll(t, s, 0, 1)
	a := collectOne(t, s, "Es regnete.")
	if _, err := s.Examination(t.Context(), a.Outlet); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Examination of none = %v, want ErrNotFound", err)
	}
	due(a.Collected.Add(time.Hour), a.Outlet)
	due(a.Collected.Add(72 * time.Hour)) // its pages are old
	first := news.Examination{Outlet: a.Outlet, At: a.Collected.Add(-time.Minute), Pages: 20, Findings: []news.Finding{
		{Kind: news.FindingUndated, Detail: "“\x00 no date", Pages: []news.ArticleID{a.ID}}}}
	if err := s.SaveExamination(t.Context(), first); err != nil {
		t.Fatalf("SaveExamination = %v", err)
	}
	due(a.Collected.Add(time.Hour), a.Outlet)
	due(first.At) // looked at too lately
	last := news.Examination{Outlet: a.Outlet, At: a.Collected.Add(time.Minute), Pages: 21, Findings: []news.Finding{}}
	if err := s.SaveExamination(t.Context(), last); err != nil {
		t.Fatalf("SaveExamination = %v", err)
	}
	due(a.Collected.Add(time.Hour))
	got, err := s.Examination(t.Context(), a.Outlet)
	if err != nil {
		t.Fatalf("Examination = %v", err)
	}
	if d := cmp.Diff(last, got); d != "" {
		t.Errorf("Examination (-want +got):\n%s", d)
	}
}
