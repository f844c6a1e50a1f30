package opml

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// Write writes the feeds of a list as OPML 2.0, in folders by their paths,
// in the order in which folders and feeds first occur. Reading it gives the
// same feeds, names, paths, categories and own attributes. Links to pages are
// written only if they have own attributes. The created time is left out if it
// is zero.
func Write(w io.Writer, l List, created time.Time) error {
	b := bufio.NewWriter(w)
	space := ""
	if l.Own.Prefix != "" {
		space = fmt.Sprintf(" xmlns:%s=\"%s\"", l.Own.Prefix, escape(l.Own.Space))
	}
	fmt.Fprintf(b, "%s<opml version=\"2.0\"%s>\n<head><title>%s</title>", xml.Header, space, escape(l.Title))
	if !created.IsZero() {
		fmt.Fprintf(b, "<dateCreated>%s</dateCreated>", created.UTC().Format(time.RFC1123Z))
	}
	fmt.Fprint(b, "</head>\n<body>\n")
	rows := slices.DeleteFunc(slices.Clone(l.Rows), func(r Row) bool {
		return r.Fate != Feed && (r.Fate != NotFeed || r.URL == "" || len(r.Own) == 0)
	})
	l.writeLevel(b, rows, 0)
	fmt.Fprint(b, "</body>\n</opml>\n")
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	return nil
}

// writeLevel writes rows whose first depth folders are open already.
func (l List) writeLevel(b *bufio.Writer, rows []Row, depth int) {
	var folders []string
	inside := map[string][]Row{}
	for _, r := range rows {
		if len(r.Path) <= depth || depth >= maxPath {
			l.writeRow(b, r)
			continue
		}
		name := r.Path[depth]
		if _, ok := inside[name]; !ok {
			folders = append(folders, name)
		}
		inside[name] = append(inside[name], r)
	}
	for _, name := range folders {
		fmt.Fprintf(b, "<outline text=\"%s\" title=\"%s\">\n", escape(name), escape(name))
		l.writeLevel(b, inside[name], depth+1)
		fmt.Fprint(b, "</outline>\n")
	}
}

func (l List) writeRow(b *bufio.Writer, r Row) {
	name := r.Name
	if name == "" {
		name = r.URL
	}
	kind, address := "rss", "xmlUrl"
	if r.Fate == NotFeed {
		kind, address = "link", "url"
	}
	fmt.Fprintf(b, "<outline type=\"%s\" text=\"%s\"", kind, escape(name))
	attributes := [][2]string{
		{"title", r.Name}, {address, r.URL}, {"htmlUrl", r.Home}, {"language", r.Language}, {"category", joinCategories(r.Categories)},
	}
	for _, name := range l.Own.Names {
		attributes = append(attributes, [2]string{l.Own.Prefix + ":" + name, r.Own[name]})
	}
	for _, a := range attributes {
		if a[1] != "" {
			fmt.Fprintf(b, " %s=\"%s\"", a[0], escape(a[1]))
		}
	}
	fmt.Fprint(b, "/>\n")
}

// joinCategories writes paths; marks that part them are left out of names.
func joinCategories(paths [][]string) string {
	var list []string
	for _, p := range paths {
		clean := slices.Clone(p)
		for i, part := range clean {
			clean[i] = strings.NewReplacer(",", " ", "/", " ").Replace(part)
		}
		path := strings.Join(clean, "/")
		if len(p) > 1 {
			path = "/" + path
		}
		list = append(list, path)
	}
	return strings.Join(list, ",")
}

// escape writes s for an attribute or text; characters that XML cannot have
// become U+FFFD.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder never fails
	return b.String()
}
