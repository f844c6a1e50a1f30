package cluster

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

// dam is a wire text of five sentences, made up for these tests.
var dam = []string{
	"An old dam above the village of Orvelle cracked on Tuesday night and let a wave of mud into the valley, the prefect of the district said.",
	"Nine hundred people had been led out of their houses an hour before, after a shepherd reported water running from the foot of the wall.",
	"Two bridges and the only road to the railway were carried away, and the army flew in pumps and tents by helicopter.",
	"Engineers had asked for the reservoir to be emptied in December, but the company that runs it waited for the spring sale of power.",
	"The minister for rivers, Tomas Ilver, told reporters that a judge would look into why nobody had listened to them.",
}

func text(id int64, hours float64, body string) Text {
	return Text{ID: id, Time: noon.Add(time.Duration(hours * float64(time.Hour))), Body: body}
}

func TestFamilies(t *testing.T) {
	whole := strings.Join(dam, "\n")
	other := strings.Repeat("Nobody in the village had slept that night, and the mayor counted heads in the church by candle light until dawn. ", 1) +
		"She had written to the company three times and has kept every answer in a drawer, she says, one more polite than the other, and none of them with a date."
	f := NewFamilies(FamilyOptions{})
	wantRoot := func(k Kinship, family FamilyID, root int64) {
		t.Helper()
		if k.Family != family || k.Root != root {
			t.Errorf("document %d is in family %d with root %d, want %d and %d", k.Document, k.Family, k.Root, family, root)
		}
	}
	wantRoot(f.Add(text(1, 0, whole)), 1, 1)
	wantRoot(f.Add(text(2, 1, "By our staff. "+strings.Join(dam[:4], " "))), 1, 1)
	wantRoot(f.Add(text(3, 2, other)), 3, 3)
	k := f.Add(text(4, 3, strings.Join(dam[1:2], " ")+" "+other+strings.Repeat(" Nothing else was heard of it that evening on any station.", 3)))
	if k.Family != 3 {
		t.Errorf("longer copy of 3 is in family %d, want 3", k.Family)
	}
	based := f.Add(text(5, 4, dam[0]+" "+strings.Join(unlike(70), " ")))
	if based.BasedOn != 1 || based.Family != 5 {
		t.Errorf("text with one sentence of the wire = %+v, want based on 1 and its own family", based)
	}
	live := text(6, 4, whole)
	live.Alone = true
	wantRoot(f.Add(live), 6, 6)
	wantRoot(f.Add(text(7, 4, dam[0])), 7, 7) // too short to tell
	wire := text(8, 5, whole)
	wire.Wire, wire.Agency = true, "dpa"
	wantRoot(f.Add(wire), 1, 8)
	credited := text(9, 6, dam[0]+" "+strings.Join(unlike(70), " ")+" and no more")
	credited.Agency = "dpa"
	if k := f.Add(credited); k.Family != 1 && k.Family != 5 {
		t.Errorf("credited part of the wire = %+v, want a copy", k)
	}
	if root, ok := f.Remove(8); !ok || root != 1 {
		t.Errorf("Remove(8) = %d, %v, want root 1", root, ok)
	}
	wantRoot(f.Add(text(10, 7*24-1, whole)), 1, 1)
	wantRoot(f.Add(text(11, 9*24, whole)), 11, 11) // the first has been forgotten
}

// unlike returns n words of which no five in a row repeat.
func unlike(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("word%d", i*i+7)
	}
	return out
}

// TestFamiliesNoChain cuts a text shorter and shorter: each is a copy of the
// root or of nothing, never of the copy before it.
func TestFamiliesNoChain(t *testing.T) {
	words := unlike(400)
	f := NewFamilies(FamilyOptions{})
	for i := range 8 {
		k := f.Add(text(int64(i+1), float64(i), strings.Join(words[i*40:i*40+120], " ")))
		if k.Containment >= 0.5 && k.Root == k.Document {
			t.Errorf("document %d: root of itself with containment %.2f", i+1, k.Containment)
		}
		if k.Root != k.Document {
			shift := int64(i+1) - k.Root
			if shift > 1 {
				t.Errorf("document %d joined %d, of which it has less than half", i+1, k.Root)
			}
		}
	}
}

func TestFamiliesRestore(t *testing.T) {
	whole := strings.Join(dam, "\n")
	a, b := NewFamilies(FamilyOptions{}), NewFamilies(FamilyOptions{})
	texts := []Text{text(1, 0, whole), text(2, 1, whole), text(3, 2, strings.Join(unlike(90), " "))}
	for _, x := range texts {
		k := a.Add(x)
		if k.Family != FamilyID(x.ID) {
			x.Body = ""
		}
		b.Restore(x, k.Family)
	}
	next := text(4, 3, strings.Join(dam[1:], "\n"))
	if got, want := b.Add(next), a.Add(next); got != want {
		t.Errorf("after Restore: %+v, want %+v", got, want)
	}
}

func TestFamiliesAreBounded(t *testing.T) {
	f := NewFamilies(FamilyOptions{MaxRoots: 100})
	for i := range 1000 {
		words := unlike(60)
		words[0] = fmt.Sprint("x", i)
		for j := range words {
			words[j] += fmt.Sprint("-", i)
		}
		f.Add(text(int64(i+1), 0, strings.Join(words, " ")))
	}
	if n := len(f.byID); n > 160 {
		t.Errorf("holds %d documents, want about 100", n)
	}
	if len(f.known) != len(f.byID) {
		t.Errorf("%d families of %d documents", len(f.known), len(f.byID))
	}
}
