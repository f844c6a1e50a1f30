package segment

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/overview-news/overview/page/dom"
)

func cut(t *testing.T, page string) *Page {
	t.Helper()
	doc, err := dom.Parse([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	return Cut(doc)
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"paragraphs", "<p>one<p>two", []string{"one", "two"}},
		{"inline elements join", "<p>on<b>e</b> <a href=x>two</a>", []string{"one two"}},
		{"text around blocks", "<div>one<p>two</p>three</div>", []string{"one", "two", "three"}},
		{"one break joins, two part", "one<br>two<br><br>three", []string{"one two", "three"}},
		{"breaks with white space", "one<br> \n <br>two", []string{"one", "two"}},
		{"silent elements", "<p>one<script>x</script><style>y</style> two", []string{"one two"}},
		{"list items", "<ul><li>one<li><span>two</span></ul>", []string{"one", "two"}},
		{"table cells", "<table><tr><td>one<td>two</table>", []string{"one", "two"}},
		{"nothing", "<div> \n </div>", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, b := range cut(t, tt.in).Blocks {
				got = append(got, b.Text)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Cut(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	for _, tt := range []struct {
		in    string
		flags Flag
		class Class
	}{
		{"<article><p>x", InArticle, 0},
		{"<main><aside><p>x", InMain | InAside, 0},
		{`<div role="dialog"><p>x`, InDialog, 0},
		{`<div itemprop="articleBody"><p>x`, InBody, 0},
		{`<p style="display:none">x`, InHidden, 0},
		{`<p class="Article__standFirst">x`, 0, ClassBody},
		{`<p class="news-letterBox caption">x`, 0, ClassBody | ClassCaption | ClassAside},
		{`<p class="newsletter-box">x`, InPrompt, ClassPrompt | ClassAside},
	} {
		b := cut(t, tt.in).Blocks[0]
		if b.Flags != tt.flags || b.Class&tt.class != tt.class {
			t.Errorf("Cut(%s): flags %b, class %b, want %b, %b", tt.in, b.Flags, b.Class, tt.flags, tt.class)
		}
	}
}

func TestMaxBlocks(t *testing.T) {
	p := cut(t, strings.Repeat("<p>x", MaxBlocks+10))
	if len(p.Blocks) != MaxBlocks || !p.Truncated {
		t.Errorf("%d blocks, truncated %v", len(p.Blocks), p.Truncated)
	}
}

func TestPhrases(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want Phrase
	}{
		{"sign up for our newsletter", PhrasePrompt},
		{"by rosa lindt", PhraseByline},
		{"stand by rosa", 0},
		{"lesen sie auch: hagel", PhraseRelated},
		{"photo: rosa lindt", PhraseCredit},
		{"© 2026 ufer post. all rights reserved", PhraseCredit | PhraseRights},
		{"", 0},
		{"b", 0},
	} {
		if got := phrasesOf(tt.in); got != tt.want {
			t.Errorf("phrasesOf(%q) = %b, want %b", tt.in, got, tt.want)
		}
	}
}

// Every block must have as many features as the model was trained on.
func TestFeatureCount(t *testing.T) {
	p := cut(t, "<h1>Head</h1><p>A first paragraph, with a few words.</p><p>And another one, with more.</p>")
	rows := p.Describe(Context{Headline: "Head"})
	smooth := p.Smooth(rows, []float32{0.3, 0.9, 0.9})
	for i := range rows {
		if len(rows[i]) != Features || len(smooth[i]) != Features+SmoothFeatures {
			t.Errorf("block %d has %d and %d features, want %d and %d", i, len(rows[i]), len(smooth[i]), Features, Features+SmoothFeatures)
		}
	}
}

// What the first model gives up is not asked again, and menu links are not judged.
func TestNothingIsSaidOfTheHopeless(t *testing.T) {
	p := cut(t, "<nav><a>Home</a></nav><p>A first paragraph, with a few words.</p><p>And another one, with more.</p>")
	rows := p.Describe(Context{})
	if rows[0] != nil || rows[1] == nil {
		t.Fatalf("rows: %v, %v", rows[0], rows[1])
	}
	smooth := p.Smooth(rows, []float32{MenuProb, 0.9, Hopeless / 2})
	for i, want := range []bool{false, true, false} {
		if got := smooth[i] != nil; got != want {
			t.Errorf("block %d is judged again: %v, want %v", i, got, want)
		}
	}
}

func TestIsMenu(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want bool
	}{
		{"<nav><a>Home</a></nav>", true},
		{`<aside><a>Ferry sails again</a></aside>`, true},
		{`<div class="related"><a>Ferry sails again</a></div>`, true},
		{`<div class="related"><a>The ferry to the outer islands will sail again in May</a></div>`, false},
		{`<aside>Ferry sails again</aside>`, false},
		{`<p><a>Ferry sails again</a></p>`, false},
	} {
		if got := cut(t, tt.in).Blocks[0].IsMenu(); got != tt.want {
			t.Errorf("IsMenu of %s = %v, want %v", tt.in, got, tt.want)
		}
	}
}

func TestAltIsWhatThePictureBeforeShows(t *testing.T) {
	const said = "Rosa Lindt, the harbour master of Ufer, on her boat"
	for _, tt := range []struct {
		name, in string
		want     []bool
	}{
		{"right behind", `<img alt="` + said + `"><p>` + said + `</p>`, []bool{true}},
		{"with the photographer", `<img alt="` + said + `"><p>` + said + ` (Photo: A. Kern)</p>`, []bool{true}},
		{"behind a line between", `<img alt="` + said + `"><p>The ferry</p><p>` + said + `</p>`, []bool{false, false}},
		{"other words", `<img alt="` + said + `"><p>Rosa Lindt, the harbour master, said so.</p>`, []bool{false}},
		{"the start of a long text", `<img alt="` + said + `"><p>` + said + strings.Repeat(", said so", 30) + `</p>`, []bool{false}},
		{"too short to tell", `<img alt="Rosa Lindt"><p>Rosa Lindt</p>`, []bool{false}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for i, b := range cut(t, tt.in).Blocks {
				if b.Alt != tt.want[i] {
					t.Errorf("block %d of %s: Alt %v, want %v", i, tt.in, b.Alt, tt.want[i])
				}
			}
		})
	}
}

func TestEveryPopupWordIsFound(t *testing.T) {
	for _, w := range popupWords {
		if class := "x " + w + " y"; !isPopup(class) {
			t.Errorf("isPopup(%q) = false", class)
		}
	}
}
