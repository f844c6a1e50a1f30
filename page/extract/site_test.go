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
	first, n := readSite(t, s, 0, "text")
	if !strings.Contains(first.Text(), "forty years") || n != 0 {
		t.Fatalf("the first page lost %d blocks: %q", n, first.Text())
	}
	second, n := readSite(t, s, 1, "text")
	if strings.Contains(second.Text(), "forty years") || n != 1 || !strings.Contains(second.Text(), "bronze bell") {
		t.Errorf("the second page lost %d blocks: %q", n, second.Text())
	}
	again, n := readSite(t, s, 1, "text")
	if n != 1 || !strings.Contains(again.Text(), "bronze bell") {
		t.Errorf("a page read again lost %d blocks: %q", n, again.Text())
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
	readSite(t, s, 0, "text")
	if _, n := readSite(t, s, 1, "another-layout"); n != 0 {
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
