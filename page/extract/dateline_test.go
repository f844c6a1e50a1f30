package extract

import (
	"strings"
	"testing"
	"time"
)

// TestDateLineInOtherDigits: a date line in the digits and calendar of its
// language is read, with its time of day, and is no paragraph.
func TestDateLineInOtherDigits(t *testing.T) {
	page := `<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>بازگشایی بازار کهنه</title></head>
		<body><article><h1>بازگشایی بازار کهنه</h1><div>۲ تیر ۱۴۰۵ - ۰۹:۴۵</div>
		<p>بازار کهنهٔ شهر پس از دو سال مرمت سقف و دیوارها از صبح امروز به روی مردم باز شد و مغازهداران از آن خشنودند.</p>
		<p>شهردار گفت که هزینهٔ مرمت را خود بازاریان پرداختهاند و کار برج ساعت از پاییز آغاز میشود.</p></article></body></html>`
	got, err := Page([]byte(page), "https://kohne.example/7", Options{Now: time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if want := time.Date(2026, 6, 23, 9, 45, 0, 0, time.UTC); !got.Published.Time.Equal(want) || !got.Published.HasTime {
		t.Errorf("Published = %v, want %v", got.Published, want)
	}
	if strings.Contains(got.Text(), "۱۴۰۵") {
		t.Errorf("Text() = %q, want it without the date line", got.Text())
	}
}
