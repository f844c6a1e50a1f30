package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// picturePages are how many pages testdata/pictures has.
const picturePages = 8

// TestGoldenPictures compares the blocks of small pages with pictures of all
// kinds. They stand apart from the golden pages, on which training is tested.
func TestGoldenPictures(t *testing.T) {
	pages, err := filepath.Glob("testdata/pictures/*.html")
	if err != nil || len(pages) != picturePages {
		t.Fatalf("%d pages (%v), want %d", len(pages), err, picturePages)
	}
	for _, path := range pages {
		name := strings.TrimSuffix(filepath.Base(path), ".html")
		t.Run(name, func(t *testing.T) {
			page, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			a := mustPage(t, string(page), "https://ostrand-kurier.example/news/2026/"+name)
			got, file := linesOf(a), strings.TrimSuffix(path, ".html")+".roles"
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("roles (-want +got):\n%s", diff)
			}
		})
	}
}

// picturesOf are the addresses of a page's pictures, without its host.
func picturesOf(a Article) []string {
	var out []string
	for _, b := range a.Blocks {
		if b.Role == RoleImage {
			out = append(out, strings.TrimPrefix(b.Image, "https://a.example"))
		}
	}
	return out
}

const (
	oneParagraph = `<p>The water board of Ostrand will open two more pumping stations before the autumn, its director told
		reporters on Wednesday after a meeting that lasted until late in the evening.</p>`
	lastParagraph = `<p>Farmers in the lower valley had asked for them since the flood of three years ago, when the old
		station failed on the first night and four villages were cut off.</p>`
)

func TestPicturesWithinTheText(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		want       []string
	}{
		{"in a paragraph", `<p><img src=/p.jpg></p>`, []string{"/p.jpg"}},
		{"bare", `<img src=/p.jpg>`, []string{"/p.jpg"}},
		{"of an AMP page", `<amp-img src=/p.jpg width=800 height=400></amp-img><img src=/q.jpg>`, []string{"/p.jpg", "/q.jpg"}},
		{"twice", `<img src=/p.jpg><img src="/p.jpg?w=300">`, []string{"/p.jpg"}},
		{"two by their queries", `<img src="/show?id=1"><img src="/show?id=2">`, []string{"/show?id=1", "/show?id=2"}},
		{"as small as an icon", `<img src=/p.jpg width=48 height=48>`, nil},
		{"one pixel high", `<img src=/p.jpg height=1>`, nil},
		{"hidden", `<div style="display:none"><img src=/p.jpg></div>`, nil},
		{"a link to itself", `<a href="/p-large.jpg"><img src=/p.jpg></a>`, []string{"/p.jpg"}},
		{"a link to a page of the article", `<a href="/news/storm/photo-1"><img src=/p.jpg></a>`, []string{"/p.jpg"}},
		{"a link to another article", `<a href="/news/calm"><img src=/p.jpg></a>`, nil},
		{"in a form for a newsletter", `<form class=newsletter><img src=/p.jpg><p>Get our newsletter</p></form>`, nil},
		{"in an aside", `<aside><img src=/p.jpg></aside>`, nil},
		{"in a box", `<div class=infobox><img src=/p.jpg><p>The board was founded in 1921 and has nine members.</p></div>`, nil},
		{"of a post", `<blockquote class="twitter-tweet"><p>We will open two.</p><img src=/p.jpg></blockquote>`, nil},
		{"an advertisement", `<div class=advert><img src=/p.jpg></div>`, nil},
		{"a small version that a script replaces", `<img src="/p.jpg?w=20">`, nil},
		{"a placeholder before the picture", `<img srcset="/index-transparent_h-3_w-4.gif 600w" data-src=/p.jpg src=/loader.gif>`, []string{"/p.jpg"}},
		{"a drawing", `<img src=/zoom.svg>`, nil},
		{"a drawing as wide as the text", `<img src=/chart.svg width=700 height=400>`, []string{"/chart.svg"}},
		{"only where scripts are off", `<noscript><img src=/p.jpg></noscript>`, []string{"/p.jpg"}},
		{"in a template", `<template><img src=/p.jpg></template>`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := document("<title>Two more stations</title>", "<article><h1>Two more stations</h1>"+oneParagraph+tt.body+lastParagraph+"</article>")
			a := mustPage(t, page, "https://a.example/news/storm")
			if diff := cmp.Diff(tt.want, picturesOf(a)); diff != "" {
				t.Errorf("pictures (-want +got):\n%s", diff)
			}
			plain := mustPage(t, document("<title>Two more stations</title>", "<article><h1>Two more stations</h1>"+oneParagraph+lastParagraph+"</article>"), "https://a.example/news/storm")
			if tt.name != "in a box" && a.Text() != plain.Text() && !strings.Contains(tt.body, "<p>") {
				t.Errorf("Text = %q, want that of the page without the picture", a.Text())
			}
		})
	}
}

func TestReadSourceSet(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []source
	}{
		{"empty", " , ", nil},
		{"widths", "a.jpg 320w, b.jpg 640w", []source{{url: "a.jpg", width: 320}, {url: "b.jpg", width: 640}}},
		{"densities", "a.jpg, b.jpg 2x", []source{{url: "a.jpg"}, {url: "b.jpg", density: 2}}},
		{"commas within", "/w_1,h_2/a.jpg 1x,/w_3,h_4/b.jpg 1.5x", []source{{url: "/w_1,h_2/a.jpg", density: 1}, {url: "/w_3,h_4/b.jpg", density: 1.5}}},
		{"width and height", "a.jpg 640w 480h", []source{{url: "a.jpg", width: 640}}},
		{"nonsense", "a.jpg -1w, b.jpg 99999999999w, c.jpg NaNx, d.jpg w", []source{{url: "a.jpg"}, {url: "b.jpg"}, {url: "c.jpg"}, {url: "d.jpg"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, readSourceSet(tt.in, maxSources), cmp.AllowUnexported(source{})); diff != "" {
				t.Errorf("readSourceSet(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
	if got := readSourceSet(strings.Repeat("a.jpg 1w,", 1000), maxSources); len(got) != maxSources {
		t.Errorf("a list of 1,000 gave %d versions, want %d", len(got), maxSources)
	}
}

func TestMarked(t *testing.T) {
	list := set("author ad")
	for in, want := range map[string]bool{
		"": false, "author": true, "authorImage": true, "ImageAuthor": true, "article__author-box": true, "AUTHOR": true,
		"authority": false, "load ahead": false, "ad_728": true, "roadAd": true, "-ad-": true,
	} {
		if got := marked(in, list); got != want {
			t.Errorf("marked(%q) = %v, want %v", in, got, want)
		}
	}
}

// Pictures are no part of a site's memory, and captions have the address of
// theirs.
func TestCaptionsKnowTheirPictures(t *testing.T) {
	const figures = `<figure><img src=/1.jpg><figcaption>The old station at the river.</figcaption></figure>
		<img src=/2.jpg><p class=caption>The new one stands on the hill.</p><figure><figcaption>A map of the whole valley.</figcaption><img src=/3.jpg></figure>`
	a := mustPage(t, document("<title>Two more stations</title>", "<article><h1>Two more stations</h1>"+oneParagraph+figures+lastParagraph+"</article>"), "https://a.example/news/storm")
	got := map[string]string{}
	for _, b := range a.Blocks {
		if b.Role == RoleCaption {
			got[b.Text] = b.Image
		}
		if b.Role == RoleImage && (b.tokens != 0 || b.place != 0 || b.Sure != 0) {
			t.Errorf("the picture %s counts for the site's memory", b.Image)
		}
	}
	want := map[string]string{"The old station at the river.": "https://a.example/1.jpg",
		"The new one stands on the hill.": "https://a.example/2.jpg", "A map of the whole valley.": "https://a.example/3.jpg"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("captions (-want +got):\n%s", diff)
	}
}

func TestManyPicturesAreBounded(t *testing.T) {
	var b strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&b, "<figure><a href=/x><img src=/%d.jpg srcset='/%d.jpg 1w, /%d.jpg 900w'></a></figure>", i, i, i)
	}
	a := mustPage(t, document("<title>Two more stations</title>", "<article><h1>Two more stations</h1>"+oneParagraph+
		strings.ReplaceAll(strings.ReplaceAll(b.String(), "<a href=/x>", ""), "</a>", "")+lastParagraph+"</article>"), "https://a.example/news/storm")
	if n := len(picturesOf(a)); n != maxPictures {
		t.Errorf("%d pictures, want %d", n, maxPictures)
	}
}

func TestPagesOfOneArticleKeepTheirPictures(t *testing.T) {
	page := func(n int, body string) string {
		return document("<title>Two more stations</title>", "<article><h1>Two more stations</h1><img src=/top.jpg>"+body+
			fmt.Sprintf("<img src=/%d.jpg>", n)+lastParagraph+fmt.Sprintf("<p>The board meets again in %d weeks, said the director.</p>", n)+
			`<div class=pagination><a href="/news/storm?page=1">1</a> <a href="/news/storm?page=2">2</a></div></article>`)
	}
	first := mustPage(t, page(1, oneParagraph), "https://a.example/news/storm")
	j := NewJoiner("https://a.example/news/storm", first)
	if !j.Add("https://a.example/news/storm?page=2", mustPage(t, page(2, "<p>Two villages will have to wait for another year, because the ground there is too soft for the pumps.</p>"), "https://a.example/news/storm?page=2")) {
		t.Fatal("the second page was not joined")
	}
	got := picturesOf(j.Article())
	if want := []string{"/top.jpg", "/1.jpg", "/2.jpg"}; !slices.Equal(got, want) {
		t.Errorf("pictures = %q, want %q", got, want)
	}
}

func FuzzReadSourceSet(f *testing.F) {
	for _, s := range []string{"a.jpg 320w, b.jpg 640w", "/w_1,h_2/a.jpg 1x,/b.jpg", " , ", "a.jpg 1e9x", "data:image/gif;base64,AA== 1w"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, list string) {
		got := readSourceSet(list, maxSources)
		if len(got) > maxSources {
			t.Errorf("%d versions", len(got))
		}
		for _, s := range got {
			if s.url == "" || strings.ContainsAny(s.url, " \n\t") || s.width < 0 || s.width > maxPixels || !(s.density >= 0 && s.density < 10) {
				t.Errorf("readSourceSet(%q) has %+v", list, s)
			}
		}
	})
}

// A file's name that holds the letters of "logo" is not that of a logo for it.
func TestNamesOfLogos(t *testing.T) {
	for _, tt := range []struct {
		name string
		want bool
	}{
		{"logo.png", true},
		{"Logo_2x.png", true},
		{"site-logo.svg", true},
		{"logo1200x630.png", true},
		{"cnnlogo.png", true},
		{"RHCLogoHCE_1.png", true},
		{"mediaLogo.png", true},
		{"ABCLogoweb3.jpg", true},
		{"companylogos.png", true},
		{"logowhite-1.png", true},
		{"%D0%9B%D0%BE%D0%B3%D0%BE-logo.png", true},
		{"image?url=%2Fimages%2Flogo.png", true},
		{"placeholder.png", true},
		{"dialogo-de-paz.jpg", false},
		{"di%C3%A1logo-de-paz.jpg", false},
		{"dia%CC%81logo-de-paz.jpg", false},
		{"DialogoDePaz.jpg", false},
		{"geologos.jpg", false},
		{"psic%C3%B3logos_2.jpg", false},
		{"catalogo-2026.jpg", false},
		{"epilogo.jpg", false},
		{"novyy-srok-uplaty-nalogov.jpg", false},
		{"blogosphere.jpg", false},
		{"logopeda-z-dzieckiem.jpg", false},
		{"harbour.jpg", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			full := "https://paper.example/img/" + tt.name
			if got := isPlaceholder(full); got != tt.want {
				t.Errorf("isPlaceholder(%q) = %v, want %v", tt.name, got, tt.want)
			}
			page := document(`<title>Peace</title><meta property="og:image" content="`+full+`">`, twoParagraphs)
			if got := mustPage(t, page, "https://paper.example/news/peace").Image.URL != ""; got == tt.want {
				t.Errorf("a main image %q is taken: %v, want %v", tt.name, got, !tt.want)
			}
		})
	}
}
