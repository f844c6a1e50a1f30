package web_test

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/overview-news/overview/internal/read/readtest"
	"github.com/overview-news/overview/internal/web"
)

// shows fails if a page lacks one of some texts, each whole in an element.
func shows(t *testing.T, w *httptest.ResponseRecorder, wants ...string) *html.Node {
	t.Helper()
	doc := parse(t, w.Body.Bytes())
	for _, want := range wants {
		if holding(doc, want) == nil {
			t.Errorf("the page does not show %q", want)
		}
	}
	return doc
}

func TestWorldPage(t *testing.T) {
	doc := shows(t, get(site(t, readtest.Full(), web.Options{}), "/world"),
		"The World’s Current Take", "River bridge reopens after nine years",
		"9 countries · 7 subregions · 7 independent texts · 2 stories",
		"The report that gave this theme its title is no longer kept.",
		"Texts by day: 28 Feb 1, 1 Mar 2, 2 Mar 7")
	var ranks []string
	for _, li := range elements(doc, "li") {
		if strings.HasPrefix(attr(li, "id"), "theme-") {
			ranks = append(ranks, attr(li, "id")+"="+attr(li, "value"))
		}
	}
	if want := []string{"theme-1=1", "theme-3=2", "theme-5=3"}; !slices.Equal(ranks, want) {
		t.Errorf("themes are %v, want %v", ranks, want)
	}
}

// Every number of the page opens the list behind it.
func TestOverlookedPage(t *testing.T) {
	h := site(t, readtest.Full(), web.Options{})
	doc := shows(t, get(h, "/overlooked"),
		"Overlooked by American media", "No report found in the 38 of 45 American newsrooms we watched.",
		"The 1 in which no report was found", "This story is no longer kept.", "Picked up 5 hours after it was listed.",
		"1 newsroom: not watched: no feed is polled", "gone.example")
	if n := len(elements(doc, "details")); n < 3 {
		t.Errorf("%d lists to open, want at least 3", n)
	}
	shows(t, get(h, "/overlooked?by=PT"), "No list now", "What is watched")
	if w := get(h, "/overlooked?by=PT"); strings.Contains(w.Body.String(), "Overlooked now") {
		t.Error("an ill panel shows a list")
	}
	for path, want := range map[string]string{
		"/overlooked?by=us": "/overlooked", "/overlooked?by=US": "/overlooked", "/overlooked?by=pt": "/overlooked?by=PT",
	} {
		if w := get(h, path); w.Code != 301 || w.Header().Get("Location") != want {
			t.Errorf("GET %s = %d %q, want 301 %q", path, w.Code, w.Header().Get("Location"), want)
		}
	}
	if w := get(h, "/overlooked?by=ZZ"); w.Code != 404 {
		t.Errorf("GET /overlooked?by=ZZ = %d, want 404", w.Code)
	}
}

func TestSectionsOfTheArticle(t *testing.T) {
	h := site(t, readtest.Full(), web.Options{})
	shows(t, follow(t, h, "/article/1"), "Alternative Takes", "The same event",
		"The World’s Current Take", "This article’s story is part of this theme.")
	shows(t, follow(t, h, "/article/15"), "On another subject: this is what the world’s press tells most widely now.")
}

func TestCoverageOnTheStoryPage(t *testing.T) {
	w := follow(t, site(t, readtest.Full(), web.Options{}), "/story/1")
	shows(t, w, "Who reports it", "state media only", "Too few newsrooms are watched to speak for the country; these reported it. ownership not documented")
	if strings.Contains(w.Body.String(), "%") {
		t.Error("a share is given of countries with one newsroom")
	}
}

func TestBlocksOfTheOtherPages(t *testing.T) {
	h := site(t, readtest.Full(), web.Options{})
	shows(t, get(h, "/"), "The World’s Current Take", "Overlooked by American media", "All themes")
	shows(t, get(h, "/pt"), "Only here", "What its press overlooked")
	doc := shows(t, get(h, "/methods"), "How things are counted", "PanelHealthy")
	if n := len(elements(doc, "dt")); n < 40 {
		t.Errorf("the methods print %d figures, want all, over 40", n)
	}
	empty := site(t, &readtest.Store{}, web.Options{})
	if body := get(empty, "/").Body.String(); strings.Contains(body, "Overlooked by") {
		t.Error("the front page of an empty store speaks of what was overlooked")
	}
	shows(t, get(empty, "/overlooked"), "No list now")
}
