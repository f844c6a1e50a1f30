package topic

import (
	"net/url"
	"strings"

	"github.com/overview-news/overview/text/topic/internal/style"
)

// How an article leans towards opinion, in nats. The text's own leaning comes
// from trained weights; these were fitted to the tuning half of
// testdata/genres.csv beside it, rounded, and set by reason where pages are few.
const (
	leanBase      = -3.5 // opinion is rare
	leanText      = 1.3  // for each nat of the text
	leanOneAuthor = 0.6
	leanNoAuthor  = -0.5
	leanAsking    = 0.9  // the headline asks
	leanQuoting   = -0.9 // the headline quotes
	leanOwnName   = 1.5  // the headline begins with the author's name
	leanOwnFolder = 1.0  // the address has a folder of the author's
	leanPresented = 1.5  // the last lines present the writer

	leanHinted = 0.6 // the page hints that it is opinion
	leanStated = 3.0 // it says so
	leanTwice  = 4.5 // it says so in more than one place

	leanOpinion = -0.5 // from here it is opinion
	leanReport  = -1.9 // from here down it is a report
	leastWords  = 40   // of a text that is judged by its style
)

// lean weighs a text's style, its author and what the page says.
func lean(g Signals, text style.Text, said int) float64 {
	z := leanBase + leanText*text.Lean()
	switch {
	case said >= 2*enough:
		z += leanTwice
	case said >= enough:
		z += leanStated
	case said > 0:
		z += leanHinted
	}
	switch len(g.Authors) {
	case 0:
		z += leanNoAuthor
	case 1:
		z += leanOneAuthor
	}
	for _, f := range []struct {
		holds  bool
		weight float64
	}{
		{strings.ContainsAny(g.Headline, "?？؟"), leanAsking}, {quotes(g.Headline), leanQuoting}, {text.Presented(), leanPresented},
		{beginsWithAuthor(g), leanOwnName}, {ownFolder(g), leanOwnFolder},
	} {
		if f.holds {
			z += f.weight
		}
	}
	return z
}

func quotes(headline string) bool { return strings.ContainsAny(headline, "\"“”„«»‘「『") }

// beginsWithAuthor reports whether a headline begins with the name of who
// wrote it, as those of columns do.
func beginsWithAuthor(g Signals) bool {
	head := fold(g.Headline) + " "
	for _, a := range g.Authors {
		if a = fold(a); strings.Contains(a, " ") && strings.HasPrefix(head, a+" ") {
			return true
		}
	}
	return false
}

// ownFolder reports whether a folder of the address is named for an author, in
// full or in the most part.
func ownFolder(g Signals) bool {
	const least = 5 // letters
	u, err := url.Parse(g.Address)
	if err != nil {
		return false
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for _, p := range parts[:min(len(parts)-1, maxPathParts)] {
		p = strings.ReplaceAll(fold(p), " ", "")
		if len(p) < least {
			continue
		}
		for _, a := range g.Authors {
			a = strings.ReplaceAll(fold(a), " ", "")
			if len(a) > least && (strings.HasPrefix(a, p) || strings.Contains(p, a)) {
				return true
			}
		}
	}
	return false
}

// goesOnAsking reports whether a text goes from question to answer.
func goesOnAsking(text style.Text) bool {
	const asked = 0.15 // of the blocks
	return text.Asked >= asked
}

// isInterview reports whether it does so under a headline that quotes.
func isInterview(text style.Text, headline string) bool {
	return goesOnAsking(text) && strings.ContainsAny(headline, "\"“”„«»「」")
}
