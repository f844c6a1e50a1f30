package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/overview-news/overview/page/extract/internal/meta"
)

func TestBylinesOnThePage(t *testing.T) {
	for _, tt := range []struct {
		name, html string
		want       []string
	}{
		{"English, two", `<p class="byline">By Rosa Lindt and Abel Marsh</p>`, []string{"Rosa Lindt", "Abel Marsh"}},
		{"comma and and", `<p class="byline">By Rosa Lindt, Abel Marsh, and Yuki Ono</p>`, []string{"Rosa Lindt", "Abel Marsh", "Yuki Ono"}},
		{"German with a place", `<p class="author">Von Petra Stahl, Ostrand</p>`, []string{"Petra Stahl"}},
		{"German with a date", `<div class="autor">Von Petra Stahl, Stand: 3. Mai 2026</div>`, []string{"Petra Stahl"}},
		{"weekdays", `<p class="byline">Von Montag bis Freitag</p>`, nil},
		{"one weekday", `<p class="byline">Von Montag</p>`, nil},
		{"French weekdays", `<span class="auteur">Par lundi au vendredi</span>`, nil},
		{"Spanish weekdays", `<span class="autor">Por Lunes a Viernes</span>`, nil},
		{"a weekday as a surname", `<p class="byline">Von Robert Freitag</p>`, []string{"Robert Freitag"}},
		{"a weekday as a first name", `<span class="autor">Por Domingo Luna</span>`, []string{"Domingo Luna"}},
		{"French", `<span class="auteur">Par Jean-Luc Moreau et Inès Cadet</span>`, []string{"Jean-Luc Moreau", "Inès Cadet"}},
		{"Spanish", `<span class="autor">Por María de los Ríos y José Luna Vega</span>`, []string{"María de los Ríos", "José Luna Vega"}},
		{"Portuguese", `<span class="autor">Por João da Silva e Ana Prado Reis</span>`, []string{"João da Silva", "Ana Prado Reis"}},
		{"Italian, a name with a particle", `<span class="autore">di Marco Di Stefano</span>`, []string{"Marco Di Stefano"}},
		{"Dutch", `<span class="byline">Door Jan van der Meer en Els de Wit</span>`, []string{"Jan van der Meer", "Els de Wit"}},
		{"Icelandic", `<span class="byline">Jón Páll Guðmundsson skrifar frá Ostrand</span>`, []string{"Jón Páll Guðmundsson"}},
		{"Polish", `<span class="author">Autor: Ewa Żak</span>`, []string{"Ewa Żak"}},
		{"Russian", `<span class="author">Автор: Анна Белова и Пётр Сухов</span>`, []string{"Анна Белова", "Пётр Сухов"}},
		{"Bulgarian", `<span class="author">от Елена Добрева</span>`, []string{"Елена Добрева"}},
		{"Greek", `<span class="author">Γράφει η Ελένη Μαρκάκη</span>`, []string{"Ελένη Μαρκάκη"}},
		{"Hindi", `<span class="author">रमेश शर्मा द्वारा</span>`, []string{"रमेश शर्मा"}},
		{"Bengali", `<span class="author">লেখক: রহিম উদ্দিন</span>`, []string{"রহিম উদ্দিন"}},
		{"Arabic", `<span class="author">بقلم: سلمى حداد</span>`, []string{"سلمى حداد"}},
		{"Persian", `<span class="author">نویسنده: آرش کاظمی</span>`, []string{"آرش کاظمی"}},
		{"Hebrew", `<span class="author">מאת: דנה לוין</span>`, []string{"דנה לוין"}},
		{"Thai", `<span class="author">โดย สมชาย ใจดี</span>`, []string{"สมชาย ใจดี"}},
		{"Indonesian", `<span class="author">Oleh Budi Santoso</span>`, []string{"Budi Santoso"}},
		{"Chinese", `<span class="author">作者：王小明</span>`, []string{"王小明"}},
		{"Chinese reporters", `<span class="author">本报记者 王小明</span>`, []string{"王小明"}},
		{"Japanese", `<span class="author">文＝山田花子</span>`, []string{"山田花子"}},
		{"Korean", `<span class="author">김민수 기자</span>`, []string{"김민수"}},
		{"Russian with a role", `<span class="author">Корреспондент Анна Белова</span>`, []string{"Анна Белова"}},
		{"Russian with what follows", `<span class="author">Анна Белова, специально для «Вестника»</span>`, []string{"Анна Белова"}},
		{"Ukrainian", `<span class="author">Підготувала Олена Коваль</span>`, []string{"Олена Коваль"}},
		{"Arabic, two", `<span class="author">سلمى حداد وأحمد علي</span>`, []string{"سلمى حداد", "أحمد علي"}},
		{"Arabic, a name with that letter", `<span class="author">وليد وسام حداد</span>`, []string{"وليد وسام حداد"}},
		{"Arabic comma", `<span class="author">سلمى حداد، أحمد علي</span>`, []string{"سلمى حداد", "أحمد علي"}},
		{"Arabic, a stroke", `<p>بقلم/ سلمى حداد</p>`, []string{"سلمى حداد"}},
		{"Arabic with a place", `<span class="author">أحمد علي - القاهرة</span>`, []string{"أحمد علي"}},
		{"Persian, report by", `<p>گزارش از آرش کاظمی</p>`, []string{"آرش کاظمی"}},
		{"Hindi with a place", `<span class="author">रमेश शर्मा, नई दिल्ली</span>`, []string{"रमेश शर्मा"}},
		{"Hindi, report", `<p>रिपोर्ट: रमेश शर्मा</p>`, []string{"रमेश शर्मा"}},
		{"Hindi, a reporter without a name", `<span class="author">निज संवाददाता</span>`, nil},
		{"Bengali, a reporter without a name", `<span class="author">নিজস্ব প্রতিবেদক</span>`, nil},
		{"Tamil, one name", `<span class="author">எழுதியவர்: குமார்</span>`, []string{"குமார்"}},
		{"Thai, text", `<p>เรื่อง: สมชาย ใจดี</p>`, []string{"สมชาย ใจดี"}},
		{"Vietnamese", `<span class="author">Nguyễn Văn An</span>`, []string{"Nguyễn Văn An"}},
		{"Indonesian with a role", `<span class="author">Laporan wartawan Budi Santoso</span>`, []string{"Budi Santoso"}},
		{"a role without a comma", `<p class="byline">By Rosa Lindt Senior Political Reporter</p>`, []string{"Rosa Lindt"}},
		{"a role and no name", `<p class="byline">AP Technology Writer</p>`, nil},
		{"the outlet without a comma", `<p class="byline">Rosa Lindt Associated Press</p>`, []string{"Rosa Lindt"}},
		{"mail address", `<p class="byline">Rosa Lindt rlindt@a.example</p>`, []string{"Rosa Lindt"}},
		{"a line with a mail address", `<p>Rosa Lindt | rlindt@a.example</p>`, []string{"Rosa Lindt"}},
		{"initials", `<p class="byline">By A.B. Marsh and C. Ono</p>`, []string{"A.B. Marsh", "C. Ono"}},
		{"a month behind the name", `<p class="byline">Associated Press November 9, 2023</p>`, nil},
		{"a link is none", `<p class="author">Lire l’article original</p>`, nil},
		{"a label is none", `<p class="author">Соглашение о конфиденциальности</p>`, nil},
		{"French with a task", `<p class="author">Par Jean-Luc MOREAU Envoyé spécial à Ostrand</p>`, []string{"Jean-Luc MOREAU"}},
		{"degrees", `<p class="byline">By Rosa Lindt, MS, RD</p>`, []string{"Rosa Lindt"}},
		{"an agency and a role", `<p class="byline">ROSA LINDT AP Entertainment Writer</p>`, []string{"ROSA LINDT"}},
		{"an arrow behind the name", `<p class="byline">Rosa Lindt »</p>`, []string{"Rosa Lindt"}},
		{"a photographer is none", `<div class="photo-author">Foto: Cyril Zorn</div>`, nil},
		{"a button is none", `<button class="follow-author">Rosa Lindt</button>`, nil},
		{"a role in lower case", `<p class="byline">By Rosa Lindt, left-wing perspective</p>`, []string{"Rosa Lindt"}},
		{"of another article", `<ul><li><a rel="bookmark" href="/author/x">Rosa Lindt</a></li></ul>`, nil},
		{"account for everyone", `<a rel="author" href="/author/admin/">Ufer D</a>`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := document("<title>Pumps</title>", "<article><h1>Pumps</h1>"+tt.html+twoParagraphs+"</article>")
			if diff := cmp.Diff(tt.want, mustPage(t, page, "https://a.example/pumps").Authors); diff != "" {
				t.Errorf("Authors (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSigned(t *testing.T) {
	for _, tt := range []struct {
		name, head, body string
		want             []Name
		source           string
	}{
		{"outlet alone", `<meta name="author" content="Ufer Post">`, "", []Name{{"Ufer Post", NameOutlet}}, "meta"},
		{"desk", `<meta name="author" content="Redaktion">`, "", []Name{{"Redaktion", NameDesk}}, "meta"},
		{"person before agency", `<meta name="author" content="Rosa Lindt, dpa">`, "", []Name{{"Rosa Lindt", NamePerson}, {"dpa", NameAgency}}, "meta"},
		{"the outlet beside a person", `<meta name="author" content="Rosa Lindt, Ufer Post">`, "", []Name{{"Rosa Lindt", NamePerson}}, "meta"},
		{"initials", `<meta name="author" content="ssi">`, "", []Name{{"ssi", NameInitials}}, "meta"},
		{"initials with full stops", `<meta name="author" content="D.D">`, "", []Name{{"D.D", NameInitials}}, "meta"},
		{"an account", `<meta name="author" content="rosa.lindt">`, "", []Name{{"rosa.lindt", NameOther}}, "meta"},
		{"a place beside a person", `<meta name="author" content="Rosa Lindt, Ostrand">`, "", []Name{{"Rosa Lindt", NamePerson}}, "meta"},
		{"card of a social network", `<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Rosa Lindt">`, "",
			[]Name{{"Rosa Lindt", NamePerson}}, "meta"},
		{"the byline names more than the field", `<meta name="author" content="Rosa Lindt">`, `<p class="byline">By <b>Rosa Lindt</b> and Abel Marsh, Ufer Post</p>`,
			[]Name{{"Rosa Lindt", NamePerson}, {"Abel Marsh", NamePerson}}, "meta"},
		{"two elements name more than the field", `<meta name="author" content="Rosa Lindt">`, `<div><p class="byline">Abel Marsh</p><p class="byline">Rosa Lindt</p></div>`,
			[]Name{{"Rosa Lindt", NamePerson}, {"Abel Marsh", NamePerson}}, "meta"},
		{"a role under the byline", `<meta name="author" content="Rosa Lindt">`, `<div class="byline"><p class="name">Rosa Lindt</p><p class="role">Leading Voice</p></div>`,
			[]Name{{"Rosa Lindt", NamePerson}}, "meta"},
		{"the agency under the byline", `<meta name="author" content="Rosa Lindt">`, `<p>By Rosa Lindt</p><p>Associated Press</p>`,
			[]Name{{"Rosa Lindt", NamePerson}, {"Associated Press", NameAgency}}, "meta"},
		{"a meta tag names more than the object", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Pumps","author":{"name":"Rosa Lindt"}}</script>` +
			`<meta name="author" content="Rosa Lindt,Abel Marsh">`, "", []Name{{"Rosa Lindt", NamePerson}, {"Abel Marsh", NamePerson}}, "json-ld"},
		{"a meta tag names another", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Pumps","author":{"name":"Rosa Lindt"}}</script>` +
			`<meta name="author" content="Abel Marsh">`, "", []Name{{"Rosa Lindt", NamePerson}}, "json-ld"},
		{"the field names the editor", `<meta name="author" content="Agus Salim">`, `<p class="byline">Budi Santoso</p><p>Editor : Agus Salim</p>`,
			[]Name{{"Budi Santoso", NamePerson}}, "byline"},
		{"the outlet signs, others its entries", `<meta name="author" content="Ufer Post">`, `<p>By Ufer Post</p><section><p class="byline">By Rosa Lindt</p></section>`,
			[]Name{{"Ufer Post", NameOutlet}}, "meta"},
		{"capitals after By", "", `<p>By UPN, in News, Property · 31 Jan 2025</p>`, []Name{{"UPN", NameInitials}}, "text"},
		{"the outlet after By", "", `<p>Written by Ufer Post on November 7, 2023</p>`, []Name{{"Ufer Post", NameOutlet}}, "text"},
		{"a sentence about a desk is none", "", `<p>By the numbers: staff cuts</p>`, nil, ""},
		{"a desk with its date", "", `<p class="author">Redaktion 1. November 2023 10:29</p>`, []Name{{"Redaktion", NameDesk}}, "byline"},
		{"the outlet with its date", "", `<p class="author">Ufer Post Publié le 13 mars 2017</p>`, []Name{{"Ufer Post", NameOutlet}}, "byline"},
		{"initials in Japanese brackets", "", `<p class="writer">《KT》</p>`, []Name{{"KT", NameInitials}}, "byline"},
		{"who helped", "", `<p class="byline">By Rosa Lindt Contributions from Abel Marsh</p>`, []Name{{"Rosa Lindt", NamePerson}, {"Abel Marsh", NamePerson}}, "byline"},
		{"who edited", "", `<p>Reporting by Rosa Lindt; editing by Abel Marsh</p>`, []Name{{"Rosa Lindt", NamePerson}}, "text"},
		{"a name in the last brackets", "", "", []Name{{"Rosa Lindt", NamePerson}}, "closing line"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body := twoParagraphs
			if tt.source == "closing line" {
				body = body[:len(body)-len("</p>")] + " (Rosa Lindt) +++</p>"
			}
			page := document(`<title>Pumps</title><meta property="og:site_name" content="Ufer Post">`+tt.head, "<article><h1>Pumps</h1>"+tt.body+body+"</article>")
			a := mustPage(t, page, "https://a.example/pumps")
			if diff := cmp.Diff(tt.want, a.Signed); diff != "" || a.Sources.Signed != tt.source {
				t.Errorf("Signed from %s (-want +got):\n%s", a.Sources.Signed, diff)
			}
		})
	}
}

// TestColumnists checks that bylines far from the text are taken where they
// name one person alone.
func TestColumnists(t *testing.T) {
	far := strings.Repeat(`<div class="box"><p>Weather, roads and tides of the day</p></div>`, 60)
	for _, tt := range []struct {
		name, after string
		want        []string
	}{
		{"one", `<div><a rel="author" href="/author/rl">Rosa Lindt</a></div>`, []string{"Rosa Lindt"}},
		{"several", `<div><a rel="author" href="/author/rl">Rosa Lindt</a><a rel="author" href="/author/am">Abel Marsh</a></div>`, nil},
	} {
		page := document("<title>Pumps</title>", "<article><h1>Pumps</h1>"+twoParagraphs+"</article>"+far+tt.after)
		if diff := cmp.Diff(tt.want, mustPage(t, page, "https://a.example/pumps").Authors); diff != "" {
			t.Errorf("%s: Authors (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestTeasers checks that bylines of teasers add nobody.
func TestTeasers(t *testing.T) {
	page := document(`<title>Pumps</title><meta name="author" content="Rosa Lindt">`, "<article><h1>Pumps</h1>"+twoParagraphs+"</article>"+
		`<div class="teaser"><h2>Weirs</h2><p class="byline">By Abel Marsh, Rosa Lindt</p></div>`)
	if diff := cmp.Diff([]string{"Rosa Lindt"}, mustPage(t, page, "https://a.example/pumps").Authors); diff != "" {
		t.Errorf("Authors (-want +got):\n%s", diff)
	}
}

// TestClosingLines checks which last lines name who wrote.
func TestClosingLines(t *testing.T) {
	for _, tt := range []struct {
		line string
		want []Name
	}{
		{"(rl)", []Name{{"rl", NameInitials}}},
		{"rl, am; Foto: Cyril Zorn", []Name{{"rl", NameInitials}, {"am", NameInitials}}},
		{"(rl/dpa)", []Name{{"rl", NameInitials}, {"dpa", NameAgency}}},
		{"Redaktion", []Name{{"Redaktion", NameDesk}}},
		{"Rosa Lindt", []Name{{"Rosa Lindt", NamePerson}}},
		{"– Rosa Lindt/dpa", []Name{{"Rosa Lindt", NamePerson}, {"dpa", NameAgency}}},
		{"(Анна Белова)", []Name{{"Анна Белова", NamePerson}}},
		{"More in News", nil},
		{"Related news", nil},
		{"Recommended from Editorial", nil},
		{"Mehr", nil},
		{"GDP", nil},
		{"About Ufer Post", nil},
	} {
		page := document("<title>Pumps</title>", "<article><h1>Pumps</h1>"+twoParagraphs+"<p>"+tt.line+"</p></article>")
		if diff := cmp.Diff(tt.want, mustPage(t, page, "https://a.example/pumps").Signed); diff != "" {
			t.Errorf("Signed by %q (-want +got):\n%s", tt.line, diff)
		}
	}
}

func FuzzLines(f *testing.F) {
	for _, s := range []string{"By Rosa Lindt and Abel Marsh", "Autor: Jan Roth Quelle: Ufer", "KABUL, Feb 28 (Reuters) - x", "新华社北京3月1日电", "Updated İ: 3 May 2026",
		"The weir. (Foto: Rosa Lindt)", "入力：2023.11.02. 오후 8:06", "[서울=뉴시스] 홍길동·김철수 기자 = x", "〔記者王小明／台北報導〕", "（中央社記者王小明台北3日電）", "文・山田花子 写真・佐藤一郎",
		"Rosa Lindt Senior Reporter r@a.example", "Associated Press November 9", "سلمى حداد وأحمد علي"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := &reader{address: "https://a.example/x", stated: &meta.Page{Tags: map[string][]string{}}}
		for _, n := range r.namesOf([]signature{{text: s}, {text: cutByline(s), shown: true}}) {
			if n.Text == "" {
				t.Errorf("namesOf(%q) has an empty name", s)
			}
		}
		for _, f := range []func(string) string{eastClosing, trimRole, withoutMail, afterEditor, cutMonth} {
			if got := f(s); len(got) > len(s) {
				t.Errorf("%q became the longer %q", s, got)
			}
		}
		isEastByline(s)
		splitKorean(s)
		labelledDate(s)
		afterLabel(s)
		datelinePlace(s)
		creditAtEnd(s)
		trimCreditLabel(s)
		startsWithHour(s)
	})
}
