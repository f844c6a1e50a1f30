// Package topic tells the genre and the coarse subject of an article from what
// its page states: types, section, address, labels, headline, keywords.
//
// Words in the languages of the press decide, by vote, each kind of evidence
// with a weight of its own. Where the votes are few or split the answer is
// Unsure: a genre that is wrong spoils counts, a missing one does not.
package topic

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
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
	weightLabel  = 3
	weightPath   = 3
	weightTitle  = 3
	weightTopic  = 2
	weightWord   = 1
	maxWords     = 200 // of one text, read
	maxPathParts = 12
)

// GenreOf returns the genre, or Unsure.
func GenreOf(s Signals) Genre {
	votes := map[Genre]int{}
	for _, t := range s.Types {
		if g := typeGenres[t]; g != Unsure {
			votes[g] += weightType
		}
	}
	parts := pathParts(s.Address)
	for _, p := range parts {
		votes[genreNames[p]] += weightPath
	}
	votes[genreNames[fold(s.Section)]] += weightLabel
	for _, l := range s.Labels {
		if l = fold(l); !ambiguousLabels[l] {
			votes[genreNames[l]] += weightLabel
		}
	}
	for _, k := range s.Keywords {
		votes[genreNames[fold(k)]]++
	}
	votes[titleGenre(s.Headline)] += weightTitle
	delete(votes, Unsure)
	// Paid content is that whatever else it is, and a live page may be in the
	// opinion section.
	for _, g := range []Genre{Sponsored, Live, Opinion, Interview, Analysis, Roundup, Report} {
		if votes[g] >= enough {
			return g
		}
	}
	if slices.Contains(s.Types, "NewsArticle") && len(votes) == 0 && (s.Section != "" || len(parts) > 1) {
		return Report
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
	return winner(votes, stated)
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
	host, _, _ := strings.Cut(u.Hostname(), ".")
	if host != "www" && host != "m" {
		parts = append(parts, host)
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
