package index

import (
	"database/sql"
	"slices"
	"testing"

	_ "modernc.org/sqlite"
)

// openIndex is an FTS5 table as the package's comment describes it.
func openIndex(t testing.TB, documents map[string]string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.Exec(`CREATE VIRTUAL TABLE d USING fts5(id UNINDEXED, body, tokenize = 'ascii')`); err != nil {
		t.Fatal(err)
	}
	for id, text := range documents {
		if _, err := db.Exec(`INSERT INTO d (id, body) VALUES ($1, $2)`, id, Document(text, 1000)); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func find(t testing.TB, db *sql.DB, query string) []string {
	t.Helper()
	match := Parse(query).FTS5()
	if match == "" {
		return nil
	}
	rows, err := db.Query(`SELECT id FROM d WHERE d MATCH $1`, match)
	if err != nil {
		t.Fatalf("query %q as %s: %v", query, match, err)
	}
	defer func() { _ = rows.Close() }()
	var out []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		out = append(out, id)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// The kind of case 043: parts of sentences in scripts without spaces.
func TestFindsPartsOfSentences(t *testing.T) {
	db := openIndex(t, map[string]string{
		"zh": "縣府把安全規則列入餐飲業新標準。業者須於九十日內申報。",
		"ja": "京都府庁が古い駅の改修を開始。終了は三年後の予定。",
		"th": "สภาจังหวัดเปิดถนนสายใหม่ ใช้งานได้ปลายปีนี้",
		"ko": "군의회가 헌다리를 철거했다. 공사는 겨울에 끝난다.",
		"hi": "दिल्ली में नया पुल खुला",
		"de": "Die Brücke wird größer, L'Étape fährt darüber.",
		"en": "Parliament approves the new bridges over river 2.5",
	})
	for _, tt := range []struct {
		query string
		want  []string
	}{
		{"餐飲", []string{"zh"}},
		{"安全規則", []string{"zh"}},
		{"規則列入餐", []string{"zh"}},
		{"安全 駅", nil},
		{"規安", nil},
		{"府庁", []string{"ja"}},
		{"駅", []string{"ja"}},
		{"定", []string{"ja"}},
		{"ถนน", []string{"th"}},
		{"철거", []string{"ko"}},
		{"다리", []string{"ko"}},
		{"दिल्ली", []string{"hi"}},
		{"brucke GRÖSSER étape", []string{"de"}},
		{"bridge", nil},
		{"bridge*", []string{"en"}},
		{"new -river", nil},
		{"\"new bridges\" 2.5", []string{"en"}},
		{"\"bridges new\"", nil},
	} {
		if got := find(t, db, tt.query); !slices.Equal(got, tt.want) {
			t.Errorf("search %q = %v, want %v", tt.query, got, tt.want)
		}
	}
}

// Whatever a reader types is a query that FTS5 understands.
func TestOperatorsAreInert(t *testing.T) {
	db := openIndex(t, map[string]string{"a": "and or not near"})
	for _, q := range []string{
		`AND`, `NOT`, `OR OR`, `NEAR(a b, 2)`, `"`, `""`, `'`, `a"b`, `body:and`, `^and`, `and + or`,
		`(and`, `and)`, `*`, `-`, `- -a`, `and -`, `{id body}: x`, "and\x00or", `\`, `"and*`, `;DROP TABLE d`,
	} {
		find(t, db, q)
	}
	if got := find(t, db, "NOT and"); !slices.Equal(got, []string{"a"}) {
		t.Errorf("search %q = %v, want the document that has the words", "NOT and", got)
	}
}

func FuzzFTS5(f *testing.F) {
	db := openIndex(f, map[string]string{"a": "one 橋の上 two"})
	f.Add(`one "two*`)
	f.Fuzz(func(t *testing.T, q string) { find(t, db, q) })
}
