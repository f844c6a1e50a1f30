package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSortNames(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   []string
		want []Name
	}{
		{"none", nil, nil},
		{"a person", []string{"Rosa Lindt"}, []Name{{"Rosa Lindt", NamePerson}}},
		{"two in one", []string{"Rosa Lindt and Abel Marsh"}, []Name{{"Rosa Lindt", NamePerson}, {"Abel Marsh", NamePerson}}},
		{"twice", []string{"Rosa Lindt", "By Rosa Lindt"}, []Name{{"Rosa Lindt", NamePerson}}},
		{"the staff and a part of the site", []string{"red, ost.weirnews.example/Agenturen"},
			[]Name{{"red", NameDesk}, {"ost.weirnews.example", NameOutlet}, {"Agenturen", NameDesk}}},
		{"an agency and the outlet", []string{"AFP/The Weir News"}, []Name{{"AFP", NameAgency}, {"The Weir News", NameOutlet}}},
		{"a biography behind signs for lines", []string{`Rosa Lindt（rlindt）\nWrites about rivers.\n(more)`}, []Name{{"Rosa Lindt", NamePerson}}},
		{"a biography behind lines", []string{"Rosa Lindt\nWrites about rivers"}, []Name{{"Rosa Lindt", NamePerson}}},
		{"a biography alone", []string{strings.Repeat("Rosa writes about rivers. ", 20)}, nil},
		{"a section", []string{"Zone Rives et faits divers - weirnews.example"}, []Name{{"Zone Rives et faits divers", NameDesk}}},
		{"an address", []string{"https://social.example/weirnews/"}, nil},
		{"the outlet's first letters", []string{"TWN"}, []Name{{"TWN", NameOutlet}}},
		{"somebody's first letters", []string{"R.L."}, []Name{{"R.L.", NameInitials}}},
		{"a broadcaster", []string{"NDR"}, []Name{{"NDR", NameOther}}},
		{"a broadcaster in small letters", []string{"bbc, Rosa Lindt"}, []Name{{"bbc", NameOther}, {"Rosa Lindt", NamePerson}}},
		{"an office", []string{"Polizei Ostrand"}, []Name{{"Polizei Ostrand", NameOther}}},
		{"a city", []string{"Rosa Lindt, em São Paulo"}, []Name{{"Rosa Lindt", NamePerson}}},
		{"the counter of an account", []string{"搜狐政务 文章 总阅读"}, []Name{{"搜狐政务", NameOther}}},
		{"rights", []string{"© 2011 The Weir News"}, []Name{{"The Weir News", NameOutlet}}},
		{"a day", []string{"Weir Media News January 16"}, []Name{{"Weir Media News", NameDesk}}},
		{"a month as a surname", []string{"Rosa May"}, []Name{{"Rosa May", NamePerson}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := SortNames(tt.in, "The Weir News", "https://www.weirnews.example/pumps")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("SortNames(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func FuzzSortNames(f *testing.F) {
	for _, s := range []string{"red, a.example/Agenturen", `Rosa Lindt\nx`, "© 2011-2013 The Weir News", "Rosa LindtJournal News", "Zone a et b", "搜狐 文章 总阅读", "E.P."} {
		f.Add(s, "The Weir News")
	}
	f.Fuzz(func(t *testing.T, s, outlet string) {
		for _, n := range SortNames([]string{s}, outlet, "https://a.example/x") {
			if n.Text == "" || n.Kind == "" {
				t.Errorf("SortNames(%q) = %q, which is empty", s, n)
			}
		}
	})
}

// TestWordsBeforeNames checks that what somebody did is no part of the name.
func TestWordsBeforeNames(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Compiled by ROSA W. LINDT", "ROSA W. LINDT"},
		{"Recueilli par Rosa LINDT", "Rosa LINDT"},
		{"Text by Rosa Lindt", "Rosa Lindt"},
		{"Propos recueillis par Rosa Lindt", "Rosa Lindt"},
		{"Aufgezeichnet von Rosa Lindt", "Rosa Lindt"},
		{"Zusammengestellt von Rosa Lindt", "Rosa Lindt"},
		{"Recopilado por Rosa Luna", "Rosa Luna"},
		{"A cura di Rosa Luna", "Rosa Luna"},
		{"Opracowała Ewa Żak", "Ewa Żak"},
		{"Записала Анна Белова", "Анна Белова"},
		{"Подготовил Пётр Сухов", "Пётр Сухов"},
		{"Підготував: Олег Коваль", "Олег Коваль"},
		{"Připravila Hana Malá", "Hana Malá"},
		{"Disusun oleh Budi Santoso", "Budi Santoso"},
		{"Hazırlayan: Ayşe Kaya", "Ayşe Kaya"},
		{"Rosa LindtJournal New", "Rosa Lindt"},
		{"Rosa LindtStaff Writer", "Rosa Lindt"},
		{"Rosa McWeir", "Rosa McWeir"},
		{"Rosa DeLaWeir", "Rosa DeLaWeir"},
		{"Ana Muster C.", "Ana Muster C."},
	} {
		var got []string
		for _, n := range SortNames([]string{tt.in}, "", "") {
			got = append(got, n.Text)
		}
		if strings.Join(got, ";") != tt.want {
			t.Errorf("SortNames(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// TestNotBylines checks that advertisers and lists of columns sign nothing.
func TestNotBylines(t *testing.T) {
	for _, tt := range []struct{ name, html string }{
		{"an advertiser by its class", `<div class="box"><span class="ad-author">高爆打金传奇</span></div>`},
		{"an advertiser by the label", `<div><span class="author">Rosa Lindt</span><span>广告</span></div>`},
		{"an advertiser around it", `<div class="normal_ad-item"><div class="author-row">Rosa Lindt</div></div>`},
		{"an advertiser inside", `<div class="author-list"><div class="ad-cell"><span>Rosa Lindt</span></div></div>`},
		{"a list of columns", `<h2><a href="/authors/">Авторские колонки</a></h2>`},
		{"all columns by one", `<a href="/authors/ab/">все колонки<br>Анны Беловой</a>`},
	} {
		page := document(`<title>Pumps</title>`, "<article><h1>Pumps</h1>"+tt.html+twoParagraphs+"</article>")
		if got := mustPage(t, page, "https://a.example/pumps").Signed; len(got) > 0 {
			t.Errorf("%s: Signed = %q, want none", tt.name, got)
		}
	}
	around := `<div class="article-advert"><p><a class="author" rel="author" href="/author/rl">Rosa Lindt</a></p>` + twoParagraphs + `</div>`
	if got := mustPage(t, document("<title>Pumps</title>", "<h1>Pumps</h1>"+around), "https://a.example/pumps").Authors; len(got) != 1 {
		t.Errorf("Authors of an article with adverts = %q, want Rosa Lindt", got)
	}
	for _, class := range []string{"head-author", "lead-author", "no-ads", "ad", "loader author", "article--with-ads", "article-advert-body"} {
		if advertClass(class) {
			t.Errorf("advertClass(%q) = true, want false", class)
		}
	}
}

// TestNameBehindTheOutlet checks that a text that begins with a name is by that
// person where fields and byline give the outlet.
func TestNameBehindTheOutlet(t *testing.T) {
	page := document(`<title>Pumps</title><meta property="og:site_name" content="Ufer Post"><meta name="author" content="Ufer Post">`,
		"<article><h1>Pumps</h1><p>By Ufer Post</p><p>Rosa Lindt/Abel Marsh</p>"+twoParagraphs+"</article>")
	if diff := cmp.Diff([]string{"Rosa Lindt", "Abel Marsh"}, mustPage(t, page, "https://a.example/pumps").Authors); diff != "" {
		t.Errorf("Authors (-want +got):\n%s", diff)
	}
}
