package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/overview-news/overview/page/extract/internal/segment"
	"github.com/overview-news/overview/text/date"
)

// lineDates are the date lines as candidates. A line at the head of the text is
// not part of it.
func (r *reader) lineDates() []stated {
	first, last := r.span()
	var list []stated
	for _, l := range r.shownDates() {
		if l.block < 0 {
			continue
		}
		switch l.label {
		case datePublished:
			list = append(list, stated{l.date, "text", sureLabelled})
		case dateChanged:
			l.date.HasTime = false // the hour is that of the change
			list = append(list, stated{l.date, "text", sureChanged})
		default:
			list = append(list, stated{l.date, "text", sureText})
		}
		if r.chosen[l.block] && l.block <= first+1 && l.block < last {
			r.chosen[l.block] = false
		}
	}
	return list
}

// dateLine is a line of the page that is a date.
type dateLine struct {
	date  date.Date
	label dateLabel
	block int // -1: a time element
}

// dateLines reads short lines near the beginning of the article, and those
// behind it that say what their date is.
func (r *reader) dateLines() []dateLine {
	first, last := r.span()
	if first < 0 {
		return nil
	}
	const before, after, behind = 14, 3, 20 // blocks around the first one of the text, behind the last
	const longest, labelled = 120, 300      // bytes of a line, of one that says "Published:"
	var list []dateLine
	for i := r.headStart(first, before); i <= min(last+behind, len(r.cut.Blocks)-1); i++ {
		b := &r.cut.Blocks[i]
		if len(b.Text) > labelled || b.Flags&(segment.InNav|segment.InAside|segment.InFooter) != 0 ||
			!b.IsDate() && !hasYear(b.Text) {
			continue
		}
		text, label := labelledDate(b.Text)
		isLine := b.IsDate() && len(b.Text) <= longest
		isLabelled := label == datePublished && (isLine || isFollowed(text) && !isProse(b))
		if !isLabelled && (i > first+after || !isLine) {
			continue
		}
		if d, ok := r.dateIn(text); ok {
			list = append(list, dateLine{d, label, i})
		}
	}
	return list
}

// isFollowed reports whether the year stands right behind the label of a date.
func isFollowed(text string) bool {
	const near = 35 // letters
	return utf8.RuneCountInString(untilYear(text)) <= near
}

// isProse reports whether a block is a sentence: "a study published on 3 May
// 2026 found that …."
func isProse(b *segment.Block) bool {
	const shortest = 12 // tokens
	return b.Tokens >= shortest && strings.HasSuffix(b.Text, ".")
}

// dateIn reads the date of a line: of the whole, of its one part between strokes
// that has one, or of what stands before and with its first year.
func (r *reader) dateIn(text string) (date.Date, bool) {
	if d, ok := r.parseDate(text); ok {
		return d, true
	}
	var found []date.Date
	parts := strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("|•·", c) })
	for _, part := range parts {
		if d, ok := r.parseDate(part); ok {
			found = append(found, d)
		}
	}
	if len(found) == 1 && len(parts) > 1 {
		return found[0], true
	}
	if len(found) > 1 {
		return date.Date{}, false
	}
	return r.parseDate(untilYear(text))
}

// untilYear cuts what stands behind the first number of four digits.
func untilYear(s string) string {
	n := 0
	for i, c := range s {
		if c >= '0' && c <= '9' {
			n++
			continue
		}
		if n == len("2026") {
			return s[:i]
		}
		n = 0
	}
	return s
}

// hasYear reports whether a text has digits enough for a year.
func hasYear(s string) bool {
	n := 0
	for _, c := range s {
		if unicode.IsDigit(c) {
			n++
		}
	}
	return n >= len("2026")
}

// headStart is the block at which the article's head begins: some blocks before
// the text, or shortly before the headline where buttons and links stand
// between them.
func (r *reader) headStart(first, before int) int {
	const farthest, above = 60, 3 // blocks between headline and text, over the headline
	start := max(0, first-before)
	headline := fold(r.out.Headline)
	for i := first - 1; i >= max(0, first-farthest); i-- {
		b := &r.cut.Blocks[i]
		if headline != "" && b.IsHeading() && b.Flags&segment.InNav == 0 && fold(b.Text) == headline {
			return min(start, max(0, i-above))
		}
	}
	return start
}

// dateLabel is what a line says of its date.
type dateLabel uint8

const (
	dateBare dateLabel = iota
	datePublished
	dateChanged
)

// labelledDate returns the part of a line that holds its date of publication,
// or the date of its change where it has no other, without the label.
func labelledDate(s string) (string, dateLabel) {
	low := strings.ToLower(s)
	label, start := dateBare, 0
	if at, word := firstWord(low, publishedWords); at >= 0 {
		label, start = datePublished, at+len(word)
	}
	changed, word := firstWord(low, changedWords)
	if len(low) != len(s) {
		return trimDateLabel(s), label // positions of the lower-case text do not hold
	}
	end := len(s)
	switch {
	case changed < 0:
	case label == dateBare && strings.ContainsFunc(s[:changed], unicode.IsDigit):
		end = changed // "3 May 2026, updated …"
	case label == dateBare:
		label, start = dateChanged, changed+len(word)
	case changed >= start:
		end = changed
	}
	text := strings.TrimLeft(s[start:end], " .:：-–|am")
	if i := nextLabel(text); i > 0 {
		text = text[:i]
	}
	return strings.TrimRight(text, " ,;|·•-–("), label
}

// firstWord returns where the first of words stands in low, alone.
func firstWord(low string, words []string) (int, string) {
	best, found := -1, ""
	for _, w := range words {
		i := strings.Index(low, w)
		if i < 0 || best >= 0 && i >= best {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(low[:i])
		next, _ := utf8.DecodeRuneInString(low[i+len(w):])
		if w[0] < utf8.RuneSelf && (i > 0 && unicode.IsLetter(before) || unicode.IsLetter(next)) {
			continue
		}
		best, found = i, w
	}
	return best, found
}

// nextLabel returns where another label begins, as "Author:" behind a date.
func nextLabel(s string) int {
	for i, c := range s {
		if c != ':' && c != '：' {
			continue
		}
		start := strings.LastIndexByte(s[:i], ' ')
		first, _ := utf8.DecodeRuneInString(s[start+1:])
		if start > 0 && unicode.IsLetter(first) {
			return start
		}
	}
	return -1
}

// publishedWords stand before the date of publication, changedWords before
// that of a change.
var (
	publishedWords = []string{"date of publication", "first published", "published on", "published at", "published", "publication date", "posted on", "posted",
		"veröffentlicht am", "veröffentlicht", "erstellt am", "erstellt", "erschienen am", "erschienen", "datum", "publié le", "publié", "date de publication",
		"publicado el", "publicado em", "publicado", "fecha de publicación", "fecha", "pubblicato il", "pubblicato", "gepubliceerd op", "gepubliceerd", "publicerad",
		"publiceret", "publisert", "julkaistu", "opublikowano", "data publikacji", "data dodania", "publikováno", "vydáno", "publikované", "objavljeno", "közzétéve", "megjelent",
		"publicat", "опубликовано", "дата публикации", "опубліковано", "публикувано", "δημοσιεύτηκε", "δημοσίευση", "ημερομηνία", "yayınlanma", "yayın tarihi",
		"diterbitkan", "dipublikasikan", "ngày đăng", "เผยแพร่", "प्रकाशित", "প্রকাশিত", "প্রকাশ", "تاريخ النشر", "نُشر", "نشر في", "انتشار", "تاریخ انتشار", "شائع", "פורסם",
		"发布时间", "发布", "發布", "公開日", "公開", "掲載", "입력", "등록", "date"}
	changedWords = []string{"last updated", "last modified", "updated on", "updated", "modified", "aktualisiert am", "aktualisiert", "zuletzt geändert", "geändert", "stand",
		"mis à jour le", "mis à jour", "modifié le", "actualizado", "actualización", "atualizado em", "atualizado", "aggiornato", "bijgewerkt", "uppdaterad", "opdateret", "oppdatert",
		"päivitetty", "aktualizacja", "zaktualizowano", "aktualizováno", "aktualizované", "ažurirano", "frissítve", "actualizat", "обновлено", "изменено", "оновлено", "обновена",
		"ενημερώθηκε", "güncellenme", "güncelleme", "diperbarui", "cập nhật", "อัปเดต", "अपडेटेड", "अपडेट", "হালনাগাদ", "آپدیت", "تحديث", "به\u200cروزرسانی", "עודכן", "更新", "수정"}
)

// trimDateLabel drops words such as "Published:" before a date.
func trimDateLabel(s string) string {
	if i := strings.IndexAny(s, ":："); i > 0 && i < 40 && !strings.ContainsFunc(s[:i], unicode.IsDigit) {
		return strings.TrimSpace(s[i+1:])
	}
	return s
}

// span returns the first and the last chosen block, or -1.
func (r *reader) span() (int, int) {
	first, last := -1, -1
	for i, c := range r.chosen {
		if c {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}
