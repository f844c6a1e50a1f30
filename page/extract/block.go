package extract

import (
	"slices"
	"strings"
)

// Role is what a block is to a reader.
type Role string

// The roles. Standfirst, Paragraph, Subheading, ListItem, Quotation and Cell
// make the article's text.
const (
	RoleHeadline   Role = "headline"
	RoleStandfirst Role = "standfirst"
	RoleParagraph  Role = "paragraph"
	RoleSubheading Role = "subheading"
	RoleListItem   Role = "list-item"
	RoleQuotation  Role = "quotation"
	RoleCell       Role = "cell" // of a table
	RoleCaption    Role = "caption"
	RoleByline     Role = "byline"
	RoleDateline   Role = "dateline" // a line with the date
	RoleCredit     Role = "credit"   // a closing line with the source
)

// Block is a part of the article.
type Block struct {
	Role  Role
	Text  string // white space collapsed; never empty
	Level int    // of a heading, 1 to 6; else 0
	Sure  float64
}

// textRoles is the one place that says what the article's text is.
var textRoles = []Role{RoleStandfirst, RoleParagraph, RoleSubheading, RoleListItem, RoleQuotation, RoleCell}

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
