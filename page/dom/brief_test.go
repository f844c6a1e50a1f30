package dom

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// textSeeds are pages in which it is hard to tell what is code.
var textSeeds = []string{
	`<p>a<script>x("<p>b")</script>c<style>p{}</style>d`,
	`<SCRIPT type=x>1</Script >a<script src="a>b">2</script/>b`,
	`<script><!-- <script>1</script> --></script>a`,
	`<!-- <script>1</script> -->a<!--><script>2</script><!--->b<script>3</script>`,
	`<!-- --!><script>1</script>-->a`,
	`<textarea><script>1</textarea>a<title><style></title>b<script>2</script>`,
	`<svg><style><script>1</script></style><title>a</title></svg><style>b</style>c`,
	`<svg><title><style></title></svg>a</style>b`,
	`<svg><p><style><b>a</style>b</svg>c`,
	`<svg/><style>a</style>b`,
	`<noscript><style>a</style><p>b</noscript><script>c</script>`,
	`<select><noscript><script>a</select></noscript>b</script>c`,
	`<p a="<script>">a<p b='</p>' c = "x>y" =z="<style>">b<script>1</script>`,
	`<p "a>b"<script>1</script>c`,
	`<plaintext><script>1</script>a`,
	`<math><mi><style><p>a</style>`,
	`<script>a`, `<style>a</sty`, `<`, `</`, `<!`, `</>a<script>1</script>`, `<?x <script>?>a</script>b`,
	`<![CDATA[<script>]]>a</script>b`, `<svg><![CDATA[<script>]]></svg>a<script>b</script>`,
	`<iframe><script></iframe>a<script>1</script>`, `<table><script>1</script><tr><td>a`,
	`<script type="application/LD+json">{"a":1}</script>`, "<script>\r\n1\x00</script>a",
}

// withoutTexts drops what ParseForText may leave out.
func withoutTexts(doc *html.Node) string {
	Walk(doc, func(n *html.Node) bool {
		if n.Type == html.ElementNode && (n.DataAtom == atom.Script || n.DataAtom == atom.Style) && n.Namespace == "" {
			for n.FirstChild != nil {
				n.RemoveChild(n.FirstChild)
			}
		}
		return true
	}, nil)
	var b bytes.Buffer
	_ = html.Render(&b, doc) // a page that cannot be rendered ends alike
	return b.String()
}

func FuzzParseForText(f *testing.F) {
	long := strings.Repeat("x", codeKept)
	for _, s := range textSeeds {
		f.Add([]byte(s))
		f.Add([]byte(strings.ReplaceAll(s, "1", long+"1")))
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		want, err := Parse(page)
		got, errText := ParseForText(page)
		if (err == nil) != (errText == nil) {
			t.Fatalf("Parse: %v, ParseForText: %v", err, errText)
		}
		if err != nil {
			return
		}
		if g, w := withoutTexts(got), withoutTexts(want); g != w {
			t.Errorf("ParseForText(%q) = %s, Parse gives %s", page, g, w)
		}
	})
}

func TestParseForTextLeavesCodeOut(t *testing.T) {
	long := strings.Repeat("x", 2*codeKept)
	for _, tt := range []struct {
		name, page string
		want       int // bytes of the first script or style
	}{
		{"script", "<script>" + long + "</script>", codeKept},
		{"short script", "<script>xxx</script>", 3},
		{"style", "<style>" + long + "</style>", 0},
		{"JSON-LD", `<script type="application/ld+json">` + long + "</script>", len(long)},
		{"JSON-LD, encoded", `<script type="application/ld&#43;json">` + long + "</script>", len(long)},
		{"JSON", `<script type="application/json">` + long + "</script>", codeKept},
		{"in noscript", "<noscript><style>" + long + "</style></noscript>", 0},
		{"behind a drawing", `<svg viewBox="0"><title>a</title><path d="M0"/></svg><script>` + long + "</script>", codeKept},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := ParseForText([]byte(tt.page))
			if err != nil {
				t.Fatal(err)
			}
			n := First(doc, atom.Script)
			if n == nil {
				n = First(doc, atom.Style)
			}
			if got := len(RawText(n)); got != tt.want {
				t.Errorf("%d bytes of code were read, want %d", got, tt.want)
			}
		})
	}
}
