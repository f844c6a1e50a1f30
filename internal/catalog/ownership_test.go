package catalog

import "testing"

func TestRecord(t *testing.T) {
	owned := func(id, publisher, kind string) Outlet {
		o := Outlet{ID: id, Country: "FR", Lane: "domestic", Publisher: publisher}
		if kind != "" {
			o.Ownership = Ownership{Type: kind, Citation: "https://x.example/"}
		}
		return o
	}
	for _, tt := range []struct {
		name                  string
		outlets               []Outlet
		want                  Record
		documented, stateOnly bool
	}{
		{"none", nil, Record{}, false, false},
		{"uncited", []Outlet{owned("a", "a", "")}, Record{1, 0, 0}, false, false},
		{"half", []Outlet{owned("a", "a", "private"), owned("b", "b", "")}, Record{2, 1, 0}, true, false},
		{"one newsroom", []Outlet{owned("a", "a", "state"), owned("b", "a", "private"), owned("c", "a", "")}, Record{1, 1, 1}, true, true},
		{"four of five", []Outlet{owned("a", "a", "state"), owned("b", "b", "state"), owned("c", "c", "state"),
			owned("d", "d", "state"), owned("e", "e", "")}, Record{5, 4, 4}, true, true},
		{"three of four", []Outlet{owned("a", "a", "state"), owned("b", "b", "state"), owned("c", "c", "state"),
			owned("d", "d", "private")}, Record{4, 4, 3}, true, false},
		{"other lanes", []Outlet{{ID: "x", Country: "FR", Lane: "agency", Publisher: "x",
			Ownership: Ownership{Type: "state", Citation: "https://x.example/"}}}, Record{}, false, false},
		{"owner without type", []Outlet{{ID: "x", Country: "FR", Lane: "domestic", Publisher: "x",
			Ownership: Ownership{Owner: "X", Citation: "https://x.example/"}}}, Record{1, 0, 0}, false, false},
	} {
		got := New(tt.outlets).Record("FR")
		if got != tt.want || got.Documented() != tt.documented || got.StateOnly() != tt.stateOnly {
			t.Errorf("%s: Record = %+v, documented %v, state only %v, want %+v, %v, %v",
				tt.name, got, got.Documented(), got.StateOnly(), tt.want, tt.documented, tt.stateOnly)
		}
	}
}
