package agency

import (
	"slices"
	"strings"
	"testing"
)

func TestCredit(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"KABUL, Feb 28 (Reuters) - Pakistan said on Saturday it had hit camps.", "reuters"},
		{"Kabul (AFP) – Pakistan said on Saturday it had hit camps.", "afp"},
		{"KARACHI, Pakistan (AP) — Protesters tried to storm the consulate.", "ap"},
		{"Berlin (dpa) - Die Regierung hat am Samstag beschlossen", "dpa"},
		{"(ANSA) - ROMA, 01 MAR - Il governo ha deciso", "ansa"},
		{"Madrid, 1 mar (EFE).- El Gobierno aprobó", "efe"},
		{"МОСКВА, 1 марта. /ТАСС/. Президент заявил", "tass"},
		{"МОСКВА, 1 мар — РИА Новости. Президент заявил", "ria"},
		{"Москва. 1 марта. INTERFAX.RU - Президент заявил", "interfax"},
		{"新华社北京3月1日电 国务院总理表示", "xinhua"},
		{"（共同）日本政府は", "kyodo"},
		{"(서울=연합뉴스) 김철수 기자 = 정부는", "yonhap"},
		{"NEW DELHI, March 1 (PTI) The government has said", "pti"},
		{"New Delhi [India], March 1 (ANI): The government has said", "ani"},
		{"TEHRAN, Mar. 1 (IRNA) – Foreign minister said", "irna"},
		{"By Jane Doe, Reuters", "reuters"},
		{"By The Associated Press", "ap"},
		{"Reuters", "reuters"},
		{"AP", "ap"},
		{"dpa/AFP", "dpa"},
		{"Quelle: dpa", "dpa"},
		{"Source: Xinhua", "xinhua"},
		{"رويترز", "reuters"},
		{"دبي (رويترز) - قالت وزارة الدفاع", "reuters"},
		{"دمشق-سانا: قال الوزير", "sana"},
		{"তেহরান থেকে", ""},
		{"রয়টার্স", "reuters"},
		{"रासस", "rss"},
		{"DAMASCUS, March 1 (SANA) - The ministry said", "sana"},
		{"Budapest, MTI - A kormány", "mti"},
		{"KALMORA, March 10 - A river bridge gave way.", ""},
		{"Sana Mir said the team was ready for the final.", ""},
		{"AP Dhillon announces a tour", ""},
		{"AP chief minister visits flood-hit villages in Andhra Pradesh this week", ""},
		{"The minister told Reuters that talks would continue in Geneva on Monday.", ""},
		{"Xinhua reported that the factory would open in spring, officials said later.", ""},
		{"新华社记者在采访时了解到，工厂将于春季开业", ""},
		{"By Ana Pap", ""},
		{"", ""},
	} {
		got, ok := Credit(tt.in)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("Credit(%q) = %q, %v, want %q", tt.in, got, ok, tt.want)
		}
	}
}

func TestList(t *testing.T) {
	all := All()
	if len(all) < 80 {
		t.Errorf("%d agencies, want at least 80", len(all))
	}
	if !slices.IsSortedFunc(all, func(a, b Agency) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("agencies are not sorted by ID")
	}
	owner := map[string]string{}
	for _, a := range all {
		if len(a.Country) != 2 || a.Name == "" || a.ID != strings.ToLower(a.ID) {
			t.Errorf("agency %+v is incomplete", a)
		}
		for _, n := range slices.Concat([]string{a.Name}, a.long, a.short) {
			if by := owner[fold(n)]; by != "" && by != a.ID {
				t.Errorf("%q names both %s and %s", n, by, a.ID)
			}
			owner[fold(n)] = a.ID
			if got, _ := Source(n); got != a.ID {
				t.Errorf("Source(%q) = %q, want %q", n, got, a.ID)
			}
		}
	}
	if a, ok := Find("dpa"); !ok || a.Country != "DE" {
		t.Errorf("Find(dpa) = %+v, %v", a, ok)
	}
}

func FuzzCredit(f *testing.F) {
	f.Add("KABUL, Feb 28 (Reuters) - x")
	f.Add("新华社北京\xff")
	f.Fuzz(func(t *testing.T, s string) {
		if id, ok := Credit(s); ok {
			if _, known := Find(id); !known {
				t.Fatalf("Credit(%q) = unknown %q", s, id)
			}
		}
	})
}
