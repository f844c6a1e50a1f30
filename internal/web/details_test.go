package web_test

import (
	"strings"
	"testing"

	"github.com/overview-news/overview/internal/read/readtest"
	"github.com/overview-news/overview/internal/web"
)

// TestDetailsOfAnArticle: its page shows the words over the headline, where it
// was written, who signed it and where that was found, and pages that say none
// of it show no trace.
func TestDetailsOfAnArticle(t *testing.T) {
	h := site(t, readtest.Full(), web.Options{})
	for _, tt := range []struct {
		path    string
		wants   []string
		byline  string
		kicker  string
		tag     string
		foreign string
	}{
		{"/article/1", []string{"the heading on the page", "the byline on the page", "what the page states for search engines (JSON-LD)"},
			"By Ana Exemplo, B. Muster", "Depois da tempestade", "pt", "Monte Claro"},
		{"/article/2", []string{"its feed", "the page’s meta element og:title"}, "Signed قسم التعليم (desk)", "بعد العاصفة", "ar", "القاهرة"},
	} {
		doc := shows(t, follow(t, h, tt.path), append(tt.wants, tt.foreign)...)
		kicker := holding(doc, "Over the headline: "+tt.kicker)
		if kicker == nil || attr(kicker, "lang") != tt.tag {
			t.Errorf("%s: kicker %v, want %q in %s", tt.path, kicker, tt.kicker, tt.tag)
		}
		if place := holding(doc, tt.foreign); place == nil || attr(place, "lang") != tt.tag {
			t.Errorf("%s: place %v, want %q in %s", tt.path, place, tt.foreign, tt.tag)
		}
		if body := text(doc); !strings.Contains(body, tt.byline) || !strings.Contains(body, "written in "+tt.foreign) {
			t.Errorf("%s does not show %q and where it was written", tt.path, tt.byline)
		}
	}
	for _, trace := range []string{"over-headline", "written in", "Signed", "found-in"} {
		if body := follow(t, h, "/article/3").Body.String(); strings.Contains(body, trace) {
			t.Errorf("a page that says nothing besides shows %q", trace)
		}
	}
}
