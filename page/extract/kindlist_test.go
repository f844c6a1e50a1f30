package extract

import (
	"fmt"
	"strings"
	"testing"
)

// teasers are n teasers, each a link and a cut paragraph in an element of its
// own, with no article element and no linked heading: the older half of lists.
func teasers(n int, title, lead, more string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<div class="item"><div class="t"><a href="/n/%d">%s %d</a></div><div class="d">%d.03.2026</div><p>%s</p><a href="/n/%d">%s</a></div>`,
			i, title, i, i%28+1, lead, i, more)
	}
	return b.String()
}

// A list that is served under an article's address, as a home page in place of
// a missing article is, or under a section's, is no article.
func TestKindOfListsUnderAnyAddress(t *testing.T) {
	const article, section = "https://paper.example/news/2026/03/mayor-defends-the-new-parking-fees", "https://paper.example/money"
	for _, tt := range []struct{ name, page string }{
		{"English", teasers(14, "Mayor defends the new parking fees again", "The council met on Monday evening and heard what the shops in the old town had to say about it …", "Read more")},
		{"Russian", teasers(14, "Мэр снова защищает плату за стоянку в центре", "В понедельник вечером совет выслушал владельцев магазинов старого города …", "Подробнее")},
		{"Greek", teasers(14, "Ο δήμαρχος υπερασπίζεται τα νέα τέλη στάθμευσης", "Το συμβούλιο συνεδρίασε τη Δευτέρα το βράδυ και άκουσε τους καταστηματάρχες …", "Περισσότερα")},
		{"Arabic", teasers(14, "رئيس البلدية يدافع عن رسوم الوقوف الجديدة في المدينة", "اجتمع المجلس مساء الاثنين واستمع إلى أصحاب المتاجر في البلدة القديمة …", "اقرأ المزيد")},
		{"Hindi", teasers(14, "महापौर ने नए पार्किंग शुल्क का फिर बचाव किया", "परिषद की सोमवार शाम बैठक हुई और पुराने शहर के दुकानदारों की बात सुनी गई …", "और पढ़ें")},
		{"Chinese", teasers(14, "市长再次为新停车费辩护称收入将用于公交", "市议会周一晚间开会，听取了老城区店主的意见…", "阅读更多")},
		{"links alone", teasers(40, "Mayor defends the new parking fees again", "", "Comments")},
	} {
		for _, address := range []string{article, section} {
			t.Run(tt.name, func(t *testing.T) {
				a := mustPage(t, document("<title>The Paper</title>", "<h1>The Paper</h1><div>"+tt.page+"</div>"), address)
				if a.Kind != KindFront {
					t.Errorf("Kind at %s = %q, want %q; text %d bytes", address, a.Kind, KindFront, len(a.Text()))
				}
			})
		}
	}
}

// What stands around an article makes no list of it.
func TestArticlesAmongTeasers(t *testing.T) {
	const address = "https://paper.example/money/fees"
	list := teasers(30, "Mayor defends the new parking fees again", "The council met on Monday evening and heard the shops …", "Read more")
	for _, tt := range []struct{ name, body string }{
		{"teasers after", "<h1>Harbour fees rise by a tenth</h1>" + strings.Repeat(twoParagraphs, 2) + list},
		{"teasers before", "<div>" + list + "</div><h1>Harbour fees rise by a tenth</h1><div>" + strings.Repeat(twoParagraphs, 3) + "</div>"},
		{"a link list in the text", "<h1>Harbour fees rise by a tenth</h1>" + twoParagraphs + "<ul>" + strings.Repeat(`<li><a href="/x">What the harbour tariff says about small boats</a></li>`, 6) + "</ul>" + strings.Repeat(twoParagraphs, 2)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document("<title>Harbour fees rise by a tenth</title>", tt.body), address)
			if a.Kind != KindArticle {
				t.Errorf("Kind = %q, want %q", a.Kind, KindArticle)
			}
		})
	}
}

// noticeWords is n words of a notice.
func noticeWords(n int) string {
	return strings.Repeat("please wait while we look at this request ", n/8)
}

func TestKindOfWallsInOtherForms(t *testing.T) {
	const address = "https://paper.example/news/2026/03/harbour-fees-rise-by-a-tenth"
	menus := "<ul>" + strings.Repeat(`<li><a href="/c">Chairs</a></li>`, 80) + "</ul>"
	form := `<form action="/go"><p>Name</p><input name="n"><p>Word</p><input type="password"><button>Go</button></form>`
	for _, tt := range []struct {
		name, address, title, head, body string
		want                             Kind
	}{
		{"named in title and code, with much text", address, "Attention Required! | Edge", `<script src="/cdn-cgi/challenge-platform/x.js"></script>`, "<h1>One more step</h1><p>" + noticeWords(160) + "</p>", KindChallenge},
		{"code and no text", address, "paper.example", "", `<div id="sec-if-cpt-container" style="display:none"></div>`, KindChallenge},
		{"a redirect by script", address, "You are being redirected...", `<script>var sucuri_cloudproxy_js='',S='x';</script>`, "<noscript>Javascript is required.</noscript>", KindChallenge},
		{"a form that checks", address, "paper.example", "", `<h4>Click below to go on</h4><form action="/errors/validateCaptcha"><button>Continue</button></form>`, KindChallenge},
		{"a gate of a publisher's group", address, "The Group Privacy Gate", "", "<div>Loading</div>", KindConsent},
		{"number and words, with teasers", address, "Błąd 404 - nie znaleziono strony", "", "<h1>Błąd 404 - nie znaleziono strony</h1>" + menus + "<p>" + noticeWords(130) + "</p>", KindMissing},
		{"under the site's title", address, "The Paper", "", "<h1>The Paper</h1><h2>Page not found</h2><p>Go home.</p>" + menus, KindMissing},
		{"joined", address, "Error404", "", "<p>Back</p>", KindMissing},
		{"log in at its address, among menus", "https://shop.example/customer/account/login/", "The Shop", "", menus + form + "<p>" + noticeWords(130) + "</p>", KindLogin},
		{"a page with an ending", "https://paper.example/user/forgot_password.php", "The Paper", "", "<p>Tell us your address and we send a word.</p>", KindLogin},
		{"a lost password, French", address, "Mot de passe oublié ?", "", "<p>Votre adresse</p><input name=e>" + menus, KindLogin},
		{"a lost password, Polish", address, "Przypomnij hasło", "", "<p>Twój adres</p><input name=e>" + menus, KindLogin},
		{"a lost password, Japanese", address, "パスワード再設定", "", "<p>メールアドレス</p><input name=e>" + menus, KindLogin},
		{"a film with readers' comments", "https://paper.example/video/harbour-cranes", "The cranes at night", "", `<video src="a.mp4"></video><h1>The cranes at night</h1><p>` + noticeWords(110) + "</p>", KindVideo},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustPage(t, document("<title>"+tt.title+"</title>"+tt.head, tt.body), tt.address)
			if a.Kind != tt.want {
				t.Errorf("Kind of %q = %q, want %q", tt.title, a.Kind, tt.want)
			}
		})
	}
}

// Short news with the words of walls in its headline is news.
func TestBriefsWithWordsOfWalls(t *testing.T) {
	for _, headline := range []string{"Missing ferry bell not found after a week of search", "Vermisste Schwimmerin im See nicht gefunden", "Banjir masuk rumah warga di tepi sungai Ufer", "В лесу у Остранда не найдено следов пожара"} {
		page := document("<title>"+headline+`</title><meta property="article:published_time" content="2026-03-02T08:00:00Z">`,
			"<article><h1>"+headline+`</h1><time datetime="2026-03-02T08:00:00Z">2 March 2026</time><p>Divers looked for it on Monday and on Tuesday, the harbour office said; they go on on Friday if the weather holds.</p></article>`)
		if a := mustPage(t, page, "https://paper.example/news/brief-of-the-day-2"); a.Kind != KindArticle {
			t.Errorf("Kind of %q = %q, want %q", headline, a.Kind, KindArticle)
		}
	}
}

// A box to log in beside a short dated text makes no log-in page of it.
func TestBriefBesideALoginBox(t *testing.T) {
	const text = `<h1>Ferry bell found</h1><time datetime="2026-03-02T08:00:00Z">2 March 2026</time><p>Divers found the bell of the ferry on Monday, the harbour office said; it will ring again in May.</p>`
	box := `<div><form action="/in"><p>Readers</p><input name="u"><input type="password"><button>Go</button></form></div>`
	for _, tt := range []struct {
		name, body string
		want       Kind
	}{
		{"a brief", "<div>" + text + "</div>" + box, KindArticle},
		{"the box alone", "<h1>Readers</h1>" + box, KindLogin},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if a := mustPage(t, document("<title>The Paper</title>", tt.body), "https://paper.example/news/7"); a.Kind != tt.want {
				t.Errorf("Kind = %q, want %q", a.Kind, tt.want)
			}
		})
	}
}
