package extract

import (
	"strings"

	"github.com/overview-news/overview/page/extract/internal/segment"
	"github.com/overview-news/overview/text/agency"
	"golang.org/x/net/html/atom"
)

// assignRoles turns the chosen blocks, and those near them that have a role of
// their own, into the article's blocks.
func (r *reader) assignRoles() {
	first, last := r.span()
	if first < 0 {
		return
	}
	headline := fold(r.out.Headline)
	lead := r.leadBlock(first)
	const before = 30 // blocks in front of the text in which its head stands
	sawHead := false
	for i := max(0, first-before); i <= last; i++ {
		b := &r.cut.Blocks[i]
		k := Block{Text: b.Text, Sure: float64(r.probs[i])}
		switch {
		case headline != "" && fold(b.Text) == headline:
			if sawHead || i > first && !b.IsHeading() {
				continue
			}
			sawHead = true
			k.Role, k.Level = RoleHeadline, level(b)
		case r.chosen[i]:
			k.Role, k.Level = r.roleOf(i, lead), level(b)
		case b.Flags&(segment.InNav|segment.InAside|segment.InFooter|segment.InDialog) != 0:
			continue
		case isCaption(b) && b.Tokens > 2 && i >= first-3:
			k.Role = RoleCaption
		case i < first+2 && b.IsDate() && b.LinkTokens == 0:
			k.Role = RoleDateline
		default:
			continue
		}
		if k.Role == RoleParagraph {
			k.Level = 0
		}
		r.out.Blocks = append(r.out.Blocks, k)
	}
	if r.out.Credit == "" {
		r.creditLine(last)
	}
}

func level(b *segment.Block) int {
	switch b.Tag {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// leadBlock is the standfirst: the first chosen block, if it is marked as one,
// repeats what the page states as its description, or is a heading of its own.
func (r *reader) leadBlock(first int) int {
	b := &r.cut.Blocks[first]
	description, _ := r.stated.First("og:description", "description", "twitter:description")
	marked := (b.Class|b.Above)&segment.ClassLead != 0
	repeats := description != "" && sharesStart(b.Text, description) && b.Tag != atom.P
	if b.Tokens >= 5 && (marked || repeats || b.IsHeading() && b.Tokens > 8) {
		return first
	}
	return -1
}

func sharesStart(a, b string) bool {
	fa, fb := fold(a), fold(b)
	const enough = 40 // bytes in common
	n := min(len(fa), len(fb), 120)
	return n >= enough && fa[:n] == fb[:n]
}

func (r *reader) roleOf(i, lead int) Role {
	b := &r.cut.Blocks[i]
	switch {
	case i == lead:
		return RoleStandfirst
	case b.IsHeading():
		return RoleSubheading
	case b.Flags&segment.InQuote != 0:
		return RoleQuotation
	case b.Flags&segment.InTable != 0 && (b.Tag == atom.Td || b.Tag == atom.Th):
		return RoleCell
	case b.Tag == atom.Li || b.Tag == atom.Dd || b.Tag == atom.Dt:
		return RoleListItem
	case isCaption(b):
		return RoleCaption
	}
	return RoleParagraph
}

func isCaption(b *segment.Block) bool {
	return b.Flags&segment.InFigure != 0 || b.Tag == atom.Figcaption
}

// creditLine looks for an agency in the dateline that opens the text, and in
// the lines at its end: "KABUL (Reuters) - …", "(dpa)", "Source: AFP".
func (r *reader) creditLine(last int) {
	const behind = 3
	var lines []string
	for _, b := range r.out.Blocks {
		if b.Role == RoleParagraph || b.Role == RoleStandfirst {
			lines = append(lines, b.Text)
		}
		if b.Role == RoleParagraph {
			break
		}
	}
	for i := last; i <= last+behind && i < len(r.cut.Blocks); i++ {
		lines = append(lines, closing(r.cut.Blocks[i].Text))
	}
	for _, text := range lines {
		if id, found := agency.Credit(text); found {
			a, _ := agency.Find(id)
			r.addCredit(a.Name)
			return
		}
	}
}

// closing is the end of a paragraph that can be a credit: what stands in its
// last brackets, or the whole of a short line.
func closing(text string) string {
	const short = 60 // bytes
	if len(text) <= short {
		return strings.Trim(text, "()（）[] ")
	}
	if i := strings.LastIndexAny(text, "(（"); i >= 0 && len(text)-i <= short {
		return strings.Trim(text[i:], "()（）[] .")
	}
	return ""
}
