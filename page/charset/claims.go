package charset

import (
	"bytes"
	"mime"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// claim is an encoding that the transport or the document names.
type claim struct {
	name   string
	source Source
}

// claimsOf lists what is declared, the transport first as RFC 7303 and the
// HTML standard order it. A label that nobody knows is no claim.
func claimsOf(body []byte, contentType string, kind Kind) []claim {
	var claims []claim
	add := func(label string, source Source) {
		if name := canonical(label); name != "" {
			claims = append(claims, claim{name, source})
		}
	}
	header, document := headerLabel(contentType), documentLabel(body, kind)
	if weakHeader(header) && canonical(document) != "" {
		header = ""
	}
	add(header, FromHeader)
	add(document, FromDocument)
	return claims
}

// weakHeader reports whether the label of a header is what servers add by
// themselves; then a document that says otherwise is believed.
func weakHeader(label string) bool {
	switch strings.ToLower(label) {
	case "iso-8859-1", "latin1", "us-ascii", "windows-1252":
		return true
	}
	return false
}

// headerLabel is the charset parameter of a Content-Type, also of one that is
// not well formed.
func headerLabel(contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		return strings.Trim(params["charset"], `"' `)
	}
	low := strings.ToLower(contentType)
	_, rest, found := strings.Cut(low, "charset")
	if !found {
		return ""
	}
	rest = strings.TrimLeft(rest, " =:")
	if end := strings.IndexAny(rest, ";, "); end >= 0 {
		rest = rest[:end]
	}
	return strings.Trim(rest, `"' `)
}

// Where a declaration is looked for, in bytes from the start. An XML
// declaration is the first thing in a document, up to white space and a
// warning of the publishing system; the HTML standard gives meta elements
// 1024 bytes, which half the web exceeds.
const (
	xmlHead  = 1 << 10
	htmlHead = 16 << 10
)

// documentLabel is the encoding that the document itself declares.
func documentLabel(body []byte, kind Kind) string {
	if kind == JSON {
		return ""
	}
	if label := xmlLabel(body[:min(len(body), xmlHead)]); label != "" {
		return label
	}
	if kind == XML {
		return ""
	}
	return metaLabel(body[:min(len(body), htmlHead)])
}

// xmlLabel finds <?xml … encoding="…"?>.
func xmlLabel(head []byte) string {
	start := bytes.Index(head, []byte("<?xml"))
	if start < 0 {
		return ""
	}
	head = head[start:]
	if end := bytes.Index(head, []byte("?>")); end >= 0 {
		head = head[:end]
	}
	return valueAfter(head, "encoding")
}

// metaLabel finds the first charset inside a meta element, in either of its
// two forms. The labels utf-16 and utf-32 cannot be true there, since the
// element was read byte by byte: the HTML standard reads them as UTF-8.
func metaLabel(head []byte) string {
	low := bytes.ToLower(head)
	for {
		start := bytes.Index(low, []byte("<meta"))
		if start < 0 {
			return ""
		}
		low = low[start+5:]
		end := bytes.IndexByte(low, '>')
		if end < 0 {
			end = len(low)
		}
		label := valueAfter(low[:end], "charset")
		if canonical(label) == "" {
			continue
		}
		if strings.HasPrefix(label, "utf-16") || strings.HasPrefix(label, "utf-32") {
			return "utf-8"
		}
		return label
	}
}

// valueAfter reads the value of name=value, quoted or not.
func valueAfter(s []byte, name string) string {
	i := bytes.Index(s, []byte(name))
	if i < 0 {
		return ""
	}
	s = bytes.TrimLeft(s[i+len(name):], " \t\r\n")
	if len(s) == 0 || s[0] != '=' {
		return ""
	}
	s = bytes.TrimLeft(s[1:], " \t\r\n\"'")
	if end := bytes.IndexAny(s, " \t\r\n\"';/>?"); end >= 0 {
		s = s[:end]
	}
	return strings.ToLower(string(s))
}

// aliases are labels in use that the WHATWG list lacks.
var aliases = map[string]string{
	"utf8mb4": "utf-8", "utf": "utf-8", "utf-8n": "utf-8", "unicode": "utf-16le",
	"cp-1250": "windows-1250", "cp-1251": "windows-1251", "cp-1252": "windows-1252",
	"win-1250": "windows-1250", "win-1251": "windows-1251", "win1251": "windows-1251",
	"windows1250": "windows-1250", "windows1251": "windows-1251", "windows1252": "windows-1252",
	"windows-cp1251": "windows-1251", "windows-874-2000": "windows-874",
	"latin-1": "windows-1252", "iso-latin-1": "windows-1252", "iso8859": "windows-1252",
	"gb18030-2000": "gb18030", "cp936": "gbk", "cp950": "big5", "cp949": "euc-kr", "uhc": "euc-kr",
	"cp932": "shift_jis", "eucjp": "euc-jp", "euckr": "euc-kr", "euc_kr": "euc-kr", "koi8r": "koi8-r",
	"tis620": "windows-874", "cp874": "windows-874",
}

// maxLabel bounds a label in bytes; the longest of the WHATWG list has 19.
const maxLabel = 40

// canonical is the lower-case WHATWG name of a label, or empty.
func canonical(label string) string {
	label = strings.ToLower(strings.TrimSpace(label))
	if label == "" || len(label) > maxLabel {
		return ""
	}
	if name, ok := aliases[label]; ok {
		return name
	}
	enc, err := htmlindex.Get(label)
	if err != nil {
		enc, err = htmlindex.Get(strings.ReplaceAll(label, "_", "-"))
	}
	if err != nil || enc == encoding.Replacement {
		return ""
	}
	name, err := htmlindex.Name(enc)
	if err != nil || name == "replacement" || name == "x-user-defined" {
		return ""
	}
	return name
}

// encodingOf is the decoder of a canonical name; nil means UTF-8.
func encodingOf(name string) encoding.Encoding {
	switch name {
	case "utf-8":
		return nil
	case "utf-16le", "utf-16":
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	}
	enc, err := htmlindex.Get(name)
	if err != nil {
		return nil
	}
	return enc
}

// eastAsian reports whether characters of the encoding take two bytes.
func eastAsian(name string) bool {
	switch name {
	case "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr":
		return true
	}
	return false
}

// languageHint is the primary subtag of the lang attribute or the <language>
// element near the start of the document, or empty.
func languageHint(body []byte) string {
	low := bytes.ToLower(body[:min(len(body), 4096)])
	label := valueAfter(low, "lang")
	if label == "" {
		if _, rest, ok := bytes.Cut(low, []byte("<language>")); ok {
			label = string(rest[:min(len(rest), 8)])
		}
	}
	if len(label) < 2 {
		return ""
	}
	if end := strings.IndexAny(label, "-_<"); end >= 0 {
		label = label[:end]
	}
	return label
}
