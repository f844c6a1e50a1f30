package charset

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// encode returns s in the named encoding.
func encode(t testing.TB, s, name string) []byte {
	t.Helper()
	if name == "utf-8" {
		return []byte(s)
	}
	enc := encodingOf(name)
	if enc == nil {
		t.Fatalf("no encoding %q", name)
	}
	out, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatalf("encode in %s: %v", name, err)
	}
	return out
}

// Sentences of our own in the scripts and languages that legacy encodings
// are still met in.
var sentences = map[string]string{
	"ru": "Мост через реку закрыт до конца мая: мэрия обещает ремонт и новые автобусы для жителей района.",
	"uk": "Міська рада ухвалила рішення про ремонт мосту, і мешканці чекають на нові автобуси до кінця травня.",
	"bg": "Мостът над реката остава затворен до края на май, съобщиха от общината в събота сутринта.",
	"cs": "Most přes řeku zůstane zavřený do konce května, oznámila radnice. Příští týden začne oprava pilířů.",
	"pl": "Most na rzece będzie zamknięty do końca maja, ogłosiły władze miasta. Mieszkańcy są źli i żądają wyjaśnień.",
	"hu": "A folyó fölötti híd május végéig zárva marad, közölte a városháza. Új buszjáratok indulnak hétfőtől, főként délelőtt.",
	"el": "Η γέφυρα πάνω από τον ποταμό θα μείνει κλειστή μέχρι το τέλος Μαΐου, ανακοίνωσε ο δήμος.",
	"tr": "Nehrin üzerindeki köprü mayıs sonuna kadar kapalı kalacak, belediye açıkladı. Işıklı yeni otobüsler geliyor, şoförler eğitiliyor.",
	"he": "הגשר מעל הנהר יישאר סגור עד סוף מאי, הודיעה העירייה ביום שבת בבוקר לתושבי השכונה.",
	"ar": "سيبقى الجسر فوق النهر مغلقا حتى نهاية مايو، وفق ما أعلنته البلدية صباح السبت لسكان الحي.",
	"lt": "Tiltas per upę liks uždarytas iki gegužės pabaigos, pranešė savivaldybė. Gyventojai laukia naujų autobusų, žada šešis.",
	"th": "สะพานข้ามแม่น้ำจะปิดจนถึงสิ้นเดือนพฤษภาคม เทศบาลประกาศเมื่อเช้าวันเสาร์",
	"de": "Die Brücke über den Fluss bleibt bis Ende Mai geschlossen, erklärte die Stadt für Bürger und Gäste am Samstag.",
	"fr": "Le pont restera fermé jusqu’à la fin mai, a annoncé la mairie ; les élèves prendront le nouveau bus après l’été.",
	"zh": "市政府星期六上午宣布，河上的大桥将关闭到五月底，居民可以乘坐新的公共汽车。这是今年第三次。",
	"tw": "市政府星期六上午宣布，河上的大橋將關閉到五月底，居民可以乘坐新的公共汽車。這是今年第三次。",
	"ja": "市は土曜日の朝、川にかかる橋を五月末まで閉鎖すると発表した。住民は新しいバスを利用できる。",
	"ko": "시는 토요일 아침 강을 건너는 다리를 오월 말까지 폐쇄한다고 발표했다. 주민들은 새 버스를 이용할 수 있다.",
}

var legacy = []struct{ lang, enc string }{
	{"ru", "windows-1251"}, {"ru", "koi8-r"}, {"uk", "windows-1251"}, {"bg", "windows-1251"},
	{"cs", "windows-1250"}, {"cs", "iso-8859-2"}, {"pl", "iso-8859-2"}, {"pl", "windows-1250"}, {"hu", "iso-8859-2"},
	{"el", "windows-1253"}, {"el", "iso-8859-7"}, {"tr", "windows-1254"}, {"he", "windows-1255"},
	{"ar", "windows-1256"}, {"lt", "windows-1257"}, {"th", "windows-874"},
	{"de", "windows-1252"}, {"fr", "windows-1252"},
	{"zh", "gbk"}, {"zh", "gb18030"}, {"tw", "big5"}, {"ja", "shift_jis"}, {"ja", "euc-jp"}, {"ja", "iso-2022-jp"}, {"ko", "euc-kr"},
}

func TestDecodeDeclared(t *testing.T) {
	for _, c := range legacy {
		text := sentences[c.lang]
		for _, way := range []struct {
			name, contentType, head string
			kind                    Kind
		}{
			{"header", "text/html; charset=" + c.enc, "<p>", HTML},
			{"xml declaration", "application/rss+xml", `<?xml version="1.0" encoding="` + c.enc + `"?><rss>`, XML},
			{"meta charset", "text/html", `<html><head><meta charset=` + c.enc + `>`, HTML},
			{"meta http-equiv", "text/html", `<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=` + c.enc + `">`, HTML},
			{"declaration over a server's default", "text/xml; charset=ISO-8859-1", `<?xml version='1.0' encoding='` + strings.ToUpper(c.enc) + `'?><rss>`, XML},
		} {
			if c.enc == "iso-8859-2" && way.name == "header" {
				continue // covered by the others
			}
			doc := encode(t, way.head+text, c.enc)
			if got := Decode(doc, way.contentType, way.kind); string(got.Bytes) != way.head+text {
				t.Errorf("%s in %s by %s: Decode = %q (%s by %s)", c.lang, c.enc, way.name, got.Bytes, got.Name, got.Source)
			}
		}
	}
}

func TestDecodeUndeclared(t *testing.T) {
	for _, c := range legacy {
		text := sentences[c.lang]
		got := Decode(encode(t, "<p>"+text+"</p>", c.enc), "text/html", HTML)
		if string(got.Bytes) != "<p>"+text+"</p>" {
			t.Errorf("%s in %s: Decode = %q (%s)", c.lang, c.enc, got.Bytes, got.Name)
		}
	}
}

// TestDecodeBytesWin holds claims against bytes: UTF-8 text is UTF-8 whatever
// header and document say.
func TestDecodeBytesWin(t *testing.T) {
	for lang, text := range sentences {
		for _, claimed := range []string{"windows-1251", "iso-8859-1", "gbk", "shift_jis", "x-klingon", "utf-16"} {
			doc := `<?xml version="1.0" encoding="` + claimed + `"?><rss><title>` + text + `</title></rss>`
			got := Decode([]byte(doc), "text/xml; charset="+claimed, XML)
			if string(got.Bytes) != doc || got.Name != "utf-8" {
				t.Errorf("%s as %s: Decode = %q (%s)", lang, claimed, got.Bytes, got.Name)
			}
		}
	}
}

func TestDecode(t *testing.T) {
	padding := strings.Repeat("<!-- plain -->\n", 400)
	for _, tt := range []struct {
		name        string
		body        string
		contentType string
		kind        Kind
		want        string
		wantName    string
	}{
		{"utf-8 far from the head", padding + "<p>Łódź – „remont”</p>", "", XML, padding + "<p>Łódź – „remont”</p>", "utf-8"},
		{"utf-8 mark", "\xEF\xBB\xBF<rss/>", "", XML, "<rss/>", "utf-8"},
		{"utf-8 mark before windows-1252", "\xEF\xBB\xBF<p>Caf\xe9 ferm\xe9</p>", "", HTML, "<p>Café fermé</p>", "windows-1252"},
		{"utf-16le mark", "\xFF\xFE<\x00r\x00/\x00>\x00", "", XML, "<r/>", "utf-16le"},
		{"utf-16be mark", "\xFE\xFF\x00<\x00r\x00/\x00>", "", XML, "<r/>", "utf-16be"},
		{"utf-16le without mark", "<\x00r\x00s\x00s\x00>\x00\x41\x04<\x00/\x00r\x00>\x00", "", XML, "<rss>с</r>", "utf-16le"},
		{"utf-16be without mark", "\x00<\x00r\x00s\x00s\x00>\x04\x41\x00<\x00/\x00r\x00>", "", XML, "<rss>с</r>", "utf-16be"},
		{"one broken byte", "<p>Żółć i zażółć gęślą jaźń \xff</p>", "text/html; charset=utf-8", HTML, "<p>Żółć i zażółć gęślą jaźń \uFFFD</p>", "utf-8"},
		{"half a surrogate pair", "<p>vote \xed\xa0\x80 now</p>", "text/html; charset=utf-8", HTML, "<p>vote \uFFFD now</p>", "utf-8"},
		{"latin-1 under a claim of utf-8", "<p>caf\xe9 na\xefve</p>", "text/html; charset=utf-8", HTML, "<p>café naïve</p>", "windows-1252"},
		{"windows-1251 under a claim of latin-1", "<p>" + string(encode(t, sentences["ru"], "windows-1251")) + "</p>", "text/html; charset=iso-8859-1", HTML, "<p>" + sentences["ru"] + "</p>", "windows-1251"},
		{"unquoted, odd header", "\xcc\xee\xf1\xf2", "text/xml;charset = windows-1251; x", XML, "Мост", "windows-1251"},
		{"plain ascii", "<rss/>", "text/xml; charset=koi8-r", XML, "<rss/>", "utf-8"},
		{"two characters of gbk that pass for utf-8", "\xc1\xaa\xcd\xa8", "text/html; charset=gb2312", HTML, "联通", "gbk"},
		{"json", "{\"t\":\"caf\xe9\"}", "application/json", JSON, "{\"t\":\"café\"}", "windows-1252"},
		{"empty", "", "", XML, "", "utf-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Decode([]byte(tt.body), tt.contentType, tt.kind)
			if string(got.Bytes) != tt.want || got.Name != tt.wantName {
				t.Errorf("Decode(%q, %q) = %q, %s by %s, want %q, %s",
					tt.body, tt.contentType, got.Bytes, got.Name, got.Source, tt.want, tt.wantName)
			}
		})
	}
}

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"UTF8": "utf-8", "latin1": "windows-1252", "GB2312": "gbk", "ks_c_5601-1987": "euc-kr",
		"cp-1251": "windows-1251", "x-sjis": "shift_jis", "TIS-620": "windows-874", "iso_8859-9": "windows-1254",
		"x-klingon": "", "hz-gb-2312": "", "": "", strings.Repeat("u", 100): "",
	} {
		if got := canonical(in); got != want {
			t.Errorf("canonical(%q) = %q, want %q", in, got, want)
		}
	}
	for from, to := range aliases {
		if _, err := htmlindex.Get(to); err != nil {
			t.Errorf("alias %q leads to %q, which is no encoding", from, to)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, c := range legacy {
		f.Add(encode(f, sentences[c.lang], c.enc), "text/html; charset="+c.enc, uint8(0))
	}
	f.Add([]byte("\xFF\xFE<\x00"), "", uint8(1))
	f.Add([]byte("<meta charset"), "text/html; charset=\"", uint8(0))
	f.Add([]byte("<?xml version='1.0' encoding="), "", uint8(1))
	f.Fuzz(func(t *testing.T, body []byte, contentType string, kind uint8) {
		got := Decode(body, contentType, Kind(kind%3))
		if !utf8.Valid(got.Bytes) {
			t.Errorf("Decode(%q, %q) is not valid UTF-8", body, contentType)
		}
		if got.Name == "" || got.Source == "" {
			t.Errorf("Decode(%q, %q) = name %q, source %q", body, contentType, got.Name, got.Source)
		}
		if len(got.Bytes) > 3*len(body)+3 {
			t.Errorf("Decode grew %d bytes to %d", len(body), len(got.Bytes))
		}
	})
}
