package extract

import (
	"strings"

	"github.com/overview-news/overview/page/extract/internal/segment"
	"github.com/overview-news/overview/text/agency"
	"golang.org/x/net/html/atom"
)

// assignRoles gives every block of the page its role: the chosen ones make the
// article, and what stands near them can have a role of its own.
func (r *reader) assignRoles() {
	a := r.newAssigner()
	r.out.Blocks = make([]Block, 0, len(r.cut.Blocks))
	for i := range r.cut.Blocks {
		b := &r.cut.Blocks[i]
		k := Block{Text: b.Text, Sure: float64(r.probs[i]), place: r.cut.Place(i), tokens: b.Tokens, linked: 2*b.LinkTokens > b.Tokens}
		switch k.Role = a.outer(i); {
		case k.Role != "":
		case r.chosen[i]:
			k.Role = a.inner(i)
		default:
			k.Role = a.around(i)
		}
		switch k.Role {
		case RoleHeadline, RoleSubheading, RoleStandfirst:
			k.Level = level(b)
		case RoleCaption:
			k.Image = a.imageOf(b)
		}
		r.out.Blocks = append(r.out.Blocks, k)
	}
	if r.out.Credit == "" && a.last >= 0 {
		r.creditLine(a.last)
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

// isLead reports whether the first block of the text is the standfirst: it is
// marked as one, repeats what the page states as its description, or is a
// heading of its own.
func (r *reader) isLead(first int) bool {
	b := &r.cut.Blocks[first]
	description, _ := r.stated.First("og:description", "description", "twitter:description")
	marked := (b.Class|b.Above)&segment.ClassLead != 0
	repeats := description != "" && sharesStart(b.Text, description) && b.Tag != atom.P
	return b.Tokens >= 5 && (marked || repeats || b.IsHeading() && b.Tokens > 8)
}

func sharesStart(a, b string) bool {
	fa, fb := fold(a), fold(b)
	const enough = 40 // bytes in common
	n := min(len(fa), len(fb), 120)
	return n >= enough && fa[:n] == fb[:n]
}

// inner is the role of a chosen block.
func (a *assigner) inner(i int) Role {
	b := &a.r.cut.Blocks[i]
	switch {
	case i == a.lead:
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
