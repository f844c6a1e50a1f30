package read

import (
	"strconv"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/news"
)

// CursorText writes a cursor as it stands in an address.
func CursorText(c news.Cursor) string {
	if c.IsZero() {
		return ""
	}
	return strconv.FormatInt(c.Time.UnixMilli(), 36) + "-" + strconv.FormatInt(c.ID, 36)
}

// maxCursorTime is the year 9999, in milliseconds: what a store can hold.
const maxCursorTime = 253402300799999

// ParseCursor reads a cursor from an address. Text that is none is the start
// of the list: an old or mistyped address still shows a page.
func ParseCursor(s string) news.Cursor {
	ms, id, ok := strings.Cut(s, "-")
	if !ok {
		return news.Cursor{}
	}
	t, err := strconv.ParseInt(ms, 36, 64)
	if err != nil || t < 0 || t > maxCursorTime {
		return news.Cursor{}
	}
	n, err := strconv.ParseInt(id, 36, 64)
	if err != nil || n <= 0 {
		return news.Cursor{}
	}
	return news.Cursor{Time: time.UnixMilli(t).UTC(), ID: n}
}
