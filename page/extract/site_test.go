package extract

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// sitePage is a page of an outlet that ends its articles with the same words,
// marked as nothing in particular.
func sitePage(i int, layout string) string {
	stories := []string{
		"The mill at the weir was sold on Tuesday to a baker from the coast, who wants to grind his own flour again.|Its wheel has not turned since the dam was raised, and the miller's son keeps the key in a jar of nails.",
		"Divers found a bronze bell in the harbour on Friday, eleven metres down, with a swallow's nest of mussels inside.|The parish says it fell from the tower in the storm of 1806, and wants it back before the summer fair.",
		"A bus driver on line four has learnt the names of all his morning passengers, two hundred and six of them.|The company has given him a medal and asked him to drive a little faster, which he says he will think about.",
	}
	var b strings.Builder
	for p := range strings.SplitSeq(stories[i%len(stories)], "|") {
		fmt.Fprintf(&b, "<p>%s</p>", p)
	}
	return document(fmt.Sprintf("<title>Story %d</title>", i), fmt.Sprintf(`<div class=%q><h1>Story number %d of the day</h1>%s<p>%s</p></div>`,
		layout, i, b.String(), repeatedLine))
}

const repeatedLine = "Our readers have walked with us along this river for forty years, and we thank every one of them for it."

func readSite(t *testing.T, s *Site, i int, layout string) (Article, int) {
	t.Helper()
	address := fmt.Sprintf("https://ufer.example/story-%d", i)
	a := mustPage(t, sitePage(i, layout), address)
	n := s.Apply(address, &a)
	s.Observe(address, a)
	return a, n
}

func TestSiteDropsWhatRepeats(t *testing.T) {
	s := NewSite()
	for i := range 3 {
		if a, n := readSite(t, s, i, "text"); !strings.Contains(a.Text(), "forty years") || n != 0 {
			t.Fatalf("page %d lost %d blocks: %q", i, n, a.Text())
		}
	}
	for _, i := range []int{4, 4} { // read again too
		a, n := readSite(t, s, i, "text")
		if strings.Contains(a.Text(), "forty years") || n != 1 || !strings.Contains(a.Text(), "bronze bell") {
			t.Errorf("page %d lost %d blocks: %q", i, n, a.Text())
		}
	}
}

// ownStory is a page of which nothing but the last paragraph repeats.
func ownStory(i int, last string) string {
	return document(fmt.Sprintf("<title>Story %d</title>", i), fmt.Sprintf(`<div class="text"><h1>Story number %d of the day</h1>
		<p>On day %d the court heard witness number %d, who had seen the lorry leave the yard before the fire began to spread.</p>
		<p>The judge asked %d questions about the lamp over the gate, and the clerk wrote all of the answers down.</p>%s</div>`, i, i, i, i, last))
}

// A running story's background stands in several articles of many; an appeal
// stands in most.
func TestSiteAsksForAShare(t *testing.T) {
	const short = "<p>This text was read aloud by machine.</p>"
	paragraph := "<p>" + repeatedLine + "</p>"
	for _, tt := range []struct {
		name string
		last string
		on   func(i int) bool // the pages that have it
		gone bool             // from page 12
	}{
		{"background of three stories", paragraph, func(i int) bool { return i == 2 || i == 5 || i == 8 }, false},
		{"an appeal on every second page", paragraph, func(i int) bool { return i%2 == 0 }, true},
		{"a short line on one", short, func(i int) bool { return i == 2 }, false},
		{"a short line on two", short, func(i int) bool { return i == 2 || i == 5 }, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := NewSite()
			for i := range 12 {
				last := ""
				if tt.on(i) {
					last = tt.last
				}
				address := fmt.Sprintf("https://ufer.example/story-%d", i)
				s.Observe(address, mustPage(t, ownStory(i, last), address))
			}
			a := mustPage(t, ownStory(12, tt.last), "https://ufer.example/story-12")
			if n := s.Apply("https://ufer.example/story-12", &a); (n > 0) != tt.gone {
				t.Errorf("Apply took %d blocks, want some: %v\n%s", n, tt.gone, a.Text())
			}
		})
	}
}

func TestSiteKeepsAnArticleUnderTwoAddresses(t *testing.T) {
	s := NewSite()
	a := mustPage(t, sitePage(0, "text"), "https://ufer.example/a")
	s.Observe("https://ufer.example/a", a)
	b := mustPage(t, sitePage(0, "text"), "https://ufer.example/amp/a")
	if n := s.Apply("https://ufer.example/amp/a", &b); n != 0 || b.Text() != a.Text() {
		t.Errorf("the same article under another address lost %d blocks", n)
	}
}

func TestSiteOtherPlaceIsOtherText(t *testing.T) {
	s := NewSite()
	for i := range 3 {
		readSite(t, s, i, "text")
	}
	if _, n := readSite(t, s, 4, "another-layout"); n != 0 {
		t.Errorf("the same words at another place: lost %d blocks, want 0", n)
	}
}

func TestSiteBytes(t *testing.T) {
	s := NewSite()
	for i := range 3 {
		readSite(t, s, i, "text")
	}
	got, err := ReadSite(s.Bytes())
	if err != nil || !bytes.Equal(got.Bytes(), s.Bytes()) {
		t.Errorf("ReadSite(Bytes()) differs: %v", err)
	}
	if empty, err := ReadSite(nil); err != nil || empty == nil {
		t.Errorf("ReadSite of nothing: %v", err)
	}
	if empty, err := ReadSite([]byte("something else")); err == nil || empty == nil {
		t.Errorf("ReadSite of other bytes: %v, %v, want an error and an empty memory", empty, err)
	}
}
