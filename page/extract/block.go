package extract

import (
	"slices"
	"strings"
)

// Role is what a block is to a reader.
type Role string

// The roles of the article. Standfirst, Paragraph, Subheading, ListItem,
// Quotation and Cell make its text.
const (
	RoleHeadline    Role = "headline"
	RoleKicker      Role = "kicker" // the words over the headline
	RoleStandfirst  Role = "standfirst"
	RoleByline      Role = "byline"
	RoleDateline    Role = "dateline" // a line with the date
	RoleParagraph   Role = "paragraph"
	RoleSubheading  Role = "subheading"
	RoleListItem    Role = "list-item"
	RoleQuotation   Role = "quotation"
	RoleCell        Role = "cell"         // of a table that is read as text
	RoleImage       Role = "image"        // a picture within the article, its text being what stands for it
	RoleCaption     Role = "caption"      // of a picture
	RoleImageCredit Role = "image-credit" // who made a picture
	RoleCorrection  Role = "correction"   // a note that says what was put right
	RoleCredit      Role = "credit"       // a closing line with the source
)

// The roles of what stands around and between the article's text.
const (
	RoleEmbed       Role = "embed"      // a post of a social network
	RolePullQuote   Role = "pull-quote" // words of the text, shown again
	RoleInfoBox     Role = "info-box"
	RoleTable       Role = "table"   // a cell that is no part of the text
	RoleRelated     Role = "related" // links to other articles
	RolePrompt      Role = "prompt"  // for a newsletter, a subscription, a donation, consent
	RoleComment     Role = "comment" // a reader's
	RoleBoilerplate Role = "boilerplate"
)

// Block is a part of the page.
type Block struct {
	Role  Role
	Text  string // white space collapsed; never empty, but of a picture
	Image string // of a picture, its caption and its credit: its address, http or https; "" where unknown
	Level int    // of a heading, 1 to 6; else 0
	Sure  float64

	Width, Height int // of a picture, in pixels as stated; 0 where not

	place  uint64 // see Site
	tokens int
	linked bool // most of its words are links
}

// textRoles is the one place that says what the article's text is.
var textRoles = []Role{RoleStandfirst, RoleParagraph, RoleSubheading, RoleListItem, RoleQuotation, RoleCell}

func isText(r Role) bool { return slices.Contains(textRoles, r) }

// Text returns what a reader would call the article, one block a line.
func (a Article) Text() string { return a.TextOf(textRoles...) }

// TextOf returns the blocks of some roles, one a line, in the page's order.
func (a Article) TextOf(roles ...Role) string {
	var b strings.Builder
	for _, k := range a.Blocks {
		if !slices.Contains(roles, k.Role) {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(k.Text)
	}
	return b.String()
}
