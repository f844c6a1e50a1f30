// Package topic tells the genre and the coarse subject of an article from what
// its page states: types, sections, address, labels, disclaimers, headline,
// keywords; and the genre from how its text is written.
//
// Words in the languages of the press decide, by vote, what the page states.
// Two trained models then weigh that with the style of the text (package style:
// first person, should and must, said and according to, whom it quotes and how
// long it goes on alone, datelines, judging words, in 44 languages), with who
// wrote it and how its headline speaks: one leans to opinion, one to analysis,
// each against report. Between opinion's two bars the answer is Unsure: a genre
// that is wrong spoils counts, a missing one does not. A text of a language
// without a list of words leans half as far; a short one is what its page
// states.
//
// Opinion is everything that argues or judges in its writer's name: columns,
// editorials, letters, guest pieces, reviews of art. Tests of products and
// advice are told from it only now and then: the labels call them unsure.
//
// On the pages that nothing was tuned on (test half of the archive, 31
// opinions, 391 reports) opinion against report reaches F1 0.77 where every
// opinion not called so counts as missed, 0.79 where both are answered; two
// readers agree on about nine opinions of ten. See TestQualityOfGenres and
// docs/genres.md.
package topic

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/overview-news/overview/text/topic/internal/style"
)

// Genre is what kind of text an article is.
type Genre string

// The genres.
const (
	Unsure    Genre = ""
	Report    Genre = "report"
	Analysis  Genre = "analysis"
	Opinion   Genre = "opinion"
	Interview Genre = "interview"
	Live      Genre = "live"
	Roundup   Genre = "roundup"
	Sponsored Genre = "sponsored"
)

// Topic is a coarse subject.
type Topic string

// The topics. UnsureTopic stands where nothing decides, Other where what is
// stated is none of them.
const (
	UnsureTopic Topic = ""
	Politics    Topic = "politics"
	Conflict    Topic = "conflict"
	Disaster    Topic = "disaster"
	Economy     Topic = "economy"
	Science     Topic = "science"
	Health      Topic = "health"
	Culture     Topic = "culture"
	Sport       Topic = "sport"
	Weather     Topic = "weather"
	Markets     Topic = "markets"
	Celebrity   Topic = "celebrity"
	Crime       Topic = "crime"
	Other       Topic = "other"
)

// Signals is what is known of an article. All of it may be empty.
type Signals struct {
	Types    []string // schema.org types of the article
	Section  string
	Address  string
	Headline string
	Keywords []string
	Labels   []string // short labels shown beside the headline
	Notes    []string // longer lines beside the text, such as disclaimers
	Marks    []string // names of sections and kinds that the page gives machines, beside Section
	Opinion  bool     // the page tells machines that it is opinion
	Authors  []string // people only
	Text     string   // the article's text, a block a line
}

// typeGenres are types of schema.org that state a genre.
var typeGenres = map[string]Genre{
	"OpinionNewsArticle": Opinion, "AnalysisNewsArticle": Analysis, "BackgroundNewsArticle": Analysis,
	"LiveBlogPosting": Live, "AdvertiserContentArticle": Sponsored, "ReviewNewsArticle": Opinion,
	"AskPublicNewsArticle": Unsure, "ReportageNewsArticle": Report,
}

// Weights of the evidence; three are enough for an answer.
const (
	enough       = 3
	weightType   = 4
	weightLabel  = 2 // labels stand beside a menu's words and are mistaken for them
	weightPath   = 3
	weightTitle  = 3
	weightTopic  = 2
	weightWord   = 1
	maxWords     = 200 // of one text, read
	maxPathParts = 12
)

// GenreOf returns the genre, or Unsure. What the page states decides, unless
// the text reads like the contrary; where it states nothing the text decides
// between opinion and report, and stays unsure in between.
func GenreOf(s Signals) Genre {
	votes := stated(s)
	text := style.Read(s.Text)
	if isInterview(text, s.Headline) {
		votes[Interview] += enough
	}
	// Paid content is that whatever else it is, and a live page may be in the
	// opinion section.
	for _, g := range []Genre{Sponsored, Live} {
		if votes[g] >= enough {
			return g
		}
	}
	if text.Words < leastWords {
		return shortGenre(s, votes)
	}
	j := judges()
	x := evidence(s, text, votes, text.Leans())
	opinion, analysis := j.opinion.Lean(x), j.analysis.Lean(x)
	asking := goesOnAsking(text) && votes[Opinion] < enough // who asks all along argues for no one
	switch {
	case opinion >= j.barOpinion && !asking, text.Words < fewWords && votes[Opinion] >= enough:
		return Opinion
	case votes[Interview] >= enough:
		return Interview
	case votes[Analysis] >= enough,
		analysis >= j.barAnalysis && opinion < j.barOpinion-clearly && votes[Roundup] < enough && !asking:
		return Analysis
	case votes[Roundup] >= enough:
		return Roundup
	case votes[Report] >= enough || opinion <= j.barReport && votes[Opinion] < enough:
		return Report
	}
	return Unsure
}

// shortGenre is the genre of a text too short for its style to show: what the
// page states. Without any text, a news article in a section is a report.
func shortGenre(s Signals, votes map[Genre]int) Genre {
	for _, g := range []Genre{Opinion, Interview, Analysis, Roundup, Report} {
		if votes[g] >= enough {
			return g
		}
	}
	if s.Text == "" && len(votes) == 0 && slices.Contains(s.Types, "NewsArticle") && (s.Section != "" || len(pathParts(s.Address)) > 1) {
		return Report
	}
	return Unsure
}

// stated counts what the page says about its genre.
func stated(s Signals) map[Genre]int {
	votes := map[Genre]int{}
	for _, t := range s.Types {
		if g := typeGenres[t]; g != Unsure {
			votes[g] += weightType
		}
	}
	for _, p := range pathParts(s.Address) {
		if weakParts[p] {
			votes[genreNames[p]] += weightWord
			continue
		}
		votes[genreNames[p]] += weightPath
	}
	votes[sectionGenre(s.Section)] += weightPath
	markVotes(s, votes)
	for _, a := range s.Authors { // "Editorial board", "Analysis by …"
		a = fold(a)
		votes[genreNames[a]] += weightPath
		votes[signedGenre(a)] += weightPath
	}
	labelled := map[Genre]bool{}
	for _, l := range s.Labels {
		l = fold(l)
		if g := genreNames[l]; !ambiguousLabels[l] && !labelled[g] {
			labelled[g] = true
			votes[g] += weightLabel
		}
		if columnists[l] {
			votes[Opinion] += weightWord // together as much as a section
		}
		votes[signedGenre(l)] += weightTitle // no menu is signed
	}
	for _, k := range s.Keywords {
		votes[genreNames[fold(k)]]++
	}
	votes[titleGenre(s.Headline)] += weightTitle
	votes[slugGenre(s.Address)] += weightPath
	votes[leadGenre(s.Text)] += weightTitle
	delete(votes, Unsure)
	return votes
}

// markVotes counts what machines are told: each genre once, and little where
// the section says the same.
func markVotes(s Signals, votes map[Genre]int) {
	section := sectionGenre(s.Section)
	if s.Opinion {
		votes[Opinion] += weightType
	}
	seen := map[Genre]bool{Unsure: true}
	for _, m := range s.Marks {
		g := sectionGenre(m)
		if seen[g] || weakParts[fold(m)] && g != section {
			continue
		}
		seen[g] = true
		switch {
		case g == section:
			votes[g] += weightWord
		case g == Analysis || g == Roundup:
			votes[g] += weightLabel // one of many tags, often
		default:
			votes[g] += weightPath
		}
	}
	for _, n := range s.Notes {
		if disclaims(n) {
			votes[Opinion] += weightTitle
			return
		}
	}
}

// disclaims reports whether a line says that the views are the writer's own.
func disclaims(note string) bool {
	note = strings.ToLower(note)
	if strings.Contains(note, "reader comments") || strings.Contains(note, "user comments") || strings.Contains(note, "in the comments") {
		return false
	}
	return slices.ContainsFunc(disclaimers, func(p string) bool { return strings.Contains(note, p) })
}

// sectionGenre reads the name of a section, whole or, as "Opinion Columns",
// one of its words.
func sectionGenre(section string) Genre {
	section = fold(section)
	if g := genreNames[section]; g != Unsure {
		return g
	}
	for w := range strings.FieldsSeq(section) {
		if sectionWords[w] {
			return Opinion
		}
	}
	return Unsure
}

// signedGenre reads a folded label such as "Kommentar von …".
func signedGenre(label string) Genre {
	name, rest, found := strings.Cut(label, " ")
	if _, _, more := strings.Cut(rest, " "); !found || !more {
		return Unsure
	}
	by, _, _ := strings.Cut(rest, " ")
	if !byWords[by] {
		return Unsure
	}
	return genreNames[name]
}

// slugGenre reads the article's own name in its address, whose first or last
// words are often its label: "…-editorial", "kommentar-zu-…".
func slugGenre(address string) Genre {
	u, err := url.Parse(address)
	if err != nil {
		return Unsure
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	slug := parts[len(parts)-1]
	if len(parts) > 1 && strings.HasPrefix(slug, "index.") {
		slug = parts[len(parts)-2]
	}
	name, _, _ := strings.Cut(slug, ".")
	words := strings.FieldsFunc(fold(name), func(r rune) bool { return r == ' ' || unicode.IsDigit(r) })
	const least = 3 // words: shorter names are sections
	if len(words) < least {
		return Unsure
	}
	for _, w := range []string{words[0], words[len(words)-1]} {
		if g := slugNames[w]; g != Unsure {
			return g
		}
	}
	return Unsure
}

// leadGenre reads a phrase in the first lines such as "Ein Kommentar.".
func leadGenre(text string) Genre {
	const first = 700 // bytes
	head := " " + strings.ToLower(text[:min(len(text), first)])
	for _, p := range leadPhrases {
		if strings.Contains(head, p.words) {
			return p.genre
		}
	}
	return Unsure
}

// titleGenre reads a label at the beginning or the end of a headline, such as
// "Analysis: …" or "… | Opinion".
func titleGenre(headline string) Genre {
	for _, mark := range []string{":", "|", " - ", " – ", "：", "】", "]", ")"} {
		if before, after, found := strings.Cut(headline, mark); found {
			if g := genreNames[fold(before)]; g != Unsure {
				return g
			}
			if g := genreNames[fold(after)]; g != Unsure && mark != ":" {
				return g
			}
		}
	}
	low := " " + fold(headline) + " "
	for _, p := range titlePhrases {
		if strings.Contains(low, p.words) {
			return p.genre
		}
	}
	return Unsure
}

// Of returns the topic, or UnsureTopic where nothing decides.
func Of(s Signals) Topic {
	votes := map[Topic]int{}
	stated := false
	count := func(text string, weight int) {
		for i, w := range strings.Fields(fold(text)) {
			if i >= maxWords {
				break
			}
			if t := topicWords[w]; t != UnsureTopic {
				votes[t] += weight
			}
		}
	}
	for _, p := range pathParts(s.Address) {
		if t := topicWords[strings.ReplaceAll(p, " ", "")]; t != UnsureTopic {
			votes[t] += weightTopic
			stated = true
			continue
		}
		if len(p) < 24 {
			count(p, weightWord)
		}
	}
	if s.Section != "" {
		stated = true
		count(s.Section, weightTopic)
	}
	for _, k := range s.Keywords {
		count(k, weightWord)
	}
	count(s.Headline, weightWord)
	for _, p := range unspacedTopics {
		for _, text := range []string{s.Section, s.Headline} {
			if strings.Contains(text, p.piece) {
				votes[p.topic] += weightTopic
			}
		}
	}
	if t := winner(votes, stated); t != UnsureTopic || s.Text == "" {
		return t
	}
	return textTopic(s.Headline, s.Text)
}

// order breaks ties: what is more particular goes first.
var order = []Topic{Conflict, Disaster, Crime, Sport, Weather, Markets, Health, Science, Celebrity, Culture, Economy, Politics}

func winner(votes map[Topic]int, stated bool) Topic {
	best, second := UnsureTopic, 0
	for _, t := range order {
		switch v := votes[t]; {
		case v == 0:
		case best == UnsureTopic || v > votes[best]:
			second = votes[best]
			best = t
		case v > second:
			second = v
		}
	}
	switch {
	case best == UnsureTopic && stated:
		return UnsureTopic
	case votes[best] >= weightTopic && votes[best] > second:
		return best
	}
	return UnsureTopic
}

// pathParts are the folded parts of an address's path but the last, which is
// the article's own name.
func pathParts(address string) []string {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) > 0 {
		parts = parts[:len(parts)-1]
	}
	// A name before the domain says something, the domain's own name does not.
	if host := u.Hostname(); strings.Count(host, ".") > 1 {
		host, _, _ = strings.Cut(host, ".")
		if host != "www" && host != "m" {
			parts = append(parts, host)
		}
	}
	var out []string
	for _, p := range parts[:min(len(parts), maxPathParts)] {
		if p = fold(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// fold lowers a text and keeps its words only.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	}), " ")
}
