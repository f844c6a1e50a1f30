package pairs

import "strings"

// maxRubric is the longest outlet's name or rubric that is cut from a title,
// in bytes; longer parts are the headline itself.
const maxRubric = 30

// cleanTitle cuts what says nothing about the event: the outlet's name behind
// a bar or dash, and rubrics such as "Watch:" in front.
func cleanTitle(title, outlet string) string {
	title = strings.TrimSpace(title)
	for _, sep := range []string{" | ", " - ", " – ", " — ", " • "} {
		i := strings.LastIndex(title, sep)
		if i < 0 || len(title)-i-len(sep) > maxRubric || i < len(title)/3 {
			continue
		}
		if sep == " | " || namesOutlet(title[i+len(sep):], outlet) {
			title = strings.TrimSpace(title[:i])
			break
		}
	}
	if i := strings.Index(title, " | "); i > 0 && i < maxRubric && len(title) > 2*i {
		title = strings.TrimSpace(title[i+3:])
	}
	for {
		i := strings.IndexByte(title, ':')
		if i < 0 || i > maxRubric || !rubrics[strings.ToLower(strings.TrimSpace(title[:i]))] {
			return title
		}
		title = strings.TrimSpace(title[i+1:])
	}
}

// namesOutlet compares letters only: "The Daily Star" and "dailystar.example".
func namesOutlet(part, outlet string) bool {
	p, o := lettersOf(part), lettersOf(outlet)
	if len(p) < 3 || len(o) < 3 {
		return false
	}
	return strings.Contains(o, p) || strings.Contains(p, strings.TrimSuffix(o, "com"))
}

func lettersOf(s string) string {
	s = strings.ToLower(s)
	s = strings.TrimPrefix(s, "the ")
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '.' || r == '-' || r == '\'' {
			return -1
		}
		return r
	}, s)
}

var rubrics = setOf("watch", "video", "live", "live updates", "breaking", "breaking news", "exclusive",
	"photos", "in pictures", "pictures", "podcast", "listen", "update", "updated", "just in", "new",
	"sports news", "world news", "business news", "видео", "фото", "срочно", "молния", "vídeo", "vidéo",
	"en vivo", "ao vivo", "en direct", "عاجل", "فيديو", "بالفيديو", "شاهد", "eilmeldung", "liveblog")

func setOf(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// liveMarks and explainMarks show by their presence in a lower-case title that
// the article covers many events, or one that is not news itself.
var (
	liveMarks = []string{"live:", "live updates", "live blog", "liveblog", "as it happened", "latest:",
		"latest news", "roundup", "round-up", "news in brief", "headlines", "what we know so far", "minute by minute",
		"en vivo", "ao vivo", "en direct", "онлайн", "хроника", "главное за", "لحظة بلحظة", "مباشر", "לייב", "minuto a minuto",
		"briefing", "in pictures", "digest", "live coverage", "this week", "top stories", "things to know"}
	explainMarks = []string{"?", "؟", "？", "explained", "explainer", "why ", "how to", "how ", "what is", "what to know", "what you need",
		"opinion", "analysis", "editorial", "factbox", "timeline", "guide", "preview", "почему", "мнение", "por qué", "por que"}
)

func hasAny(title string, marks []string) bool {
	for _, m := range marks {
		if strings.Contains(title, m) {
			return true
		}
	}
	return false
}
