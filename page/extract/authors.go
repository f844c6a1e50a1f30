package extract

import (
	"slices"
	"strings"
)

const (
	maxAuthors     = 30
	maxSignatures  = 100 // statements of authors that are read; papers have some
	maxAuthorName  = 60  // in letters
	maxBylineText  = 240 // in bytes
	maxBylineNodes = 40
)

// readAuthors asks the sources in order of trust until one names a person. What
// it names besides, and what is named where no source names a person, is kept
// as signed. Agencies become the credit.
func (r *reader) readAuthors() {
	agencies := r.askSources()
	r.replaceEditors()
	switch r.out.Sources.Signed {
	case "json-ld":
		r.addStated()
		r.addShown()
	case "meta":
		r.addShown()
	}
	// The outlet beside a person is where that person works.
	if slices.ContainsFunc(r.out.Signed, isPersonKind) {
		r.out.Signed = slices.DeleteFunc(r.out.Signed, func(n Name) bool { return n.Kind == NameOutlet })
	}
	for _, n := range append(slices.Clone(r.out.Signed), agencies...) {
		switch n.Kind {
		case NamePerson:
			r.out.Authors = append(r.out.Authors, n.Text)
			r.out.Sources.Authors = r.out.Sources.Signed
		case NameAgency, NameOther:
			r.addCredit(n.Text)
		}
	}
	if r.out.Credit != "" {
		r.out.Sources.Credit = r.out.Sources.Signed
	}
}

// askSources sets who signed. It returns the agencies that sources name after
// the first that names anybody, where none names a person: a field often gives
// the outlet and the byline the agency.
func (r *reader) askSources() []Name {
	var agencies []Name
	for _, source := range []struct {
		name string
		read func() []signature
	}{
		{"json-ld", r.objectAuthors},
		{"meta", r.metaAuthors},
		{"microdata", r.microAuthors},
		{"byline", r.bylineAuthors},
		{"text", r.lineAuthors},
		{"opening", r.openingAuthors},
		{"closing line", r.closingAuthors},
	} {
		if source.name == "byline" && r.showsSigned() {
			r.takeNameLine()
			break // others on the page sign entries of it, or other articles
		}
		names := r.namesOf(source.read())
		hasPerson := slices.ContainsFunc(names, isPersonKind)
		if len(names) > 0 && (len(r.out.Signed) == 0 || hasPerson) {
			r.out.Signed, r.out.Sources.Signed = names, source.name
		} else {
			agencies = append(agencies, slices.DeleteFunc(names, func(n Name) bool { return n.Kind != NameAgency })...)
		}
		if hasPerson {
			return nil
		}
	}
	return agencies
}

// addCredit keeps an agency or another named source, the outlet itself apart.
func (r *reader) addCredit(name string) {
	name = clip(strings.TrimSpace(name))
	if name == "" || r.isSite(name) || strings.Contains(r.out.Credit, name) {
		return
	}
	if r.out.Credit != "" {
		name = r.out.Credit + ", " + name
	} else {
		r.out.Sources.Credit = "text"
	}
	r.out.Credit = clip(name)
}
