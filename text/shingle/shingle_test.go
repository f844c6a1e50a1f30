package shingle

import (
	"strings"
	"testing"
)

const bridge = `A river bridge on the road to the coast gave way on Tuesday morning, sending a bus and two cars into
the water. Fourteen people were pulled out alive and taken to hospital. Divers were still looking for three others.`

func TestContainment(t *testing.T) {
	half := bridge[:strings.Index(bridge, "Fourteen")]
	for _, tt := range []struct {
		name, a, b string
		low, high  float64
	}{
		{"equal", bridge, bridge, 1, 1},
		{"case, marks and breaks", bridge, strings.ToUpper(strings.ReplaceAll(bridge, " ", "\n")), 1, 1},
		{"part of", half, bridge, 1, 1},
		{"new head", "By our staff and agencies. " + half, bridge, 0.7, 0.95},
		{"other text", bridge, "The central bank left its rate at four per cent, as expected, and spoke of autumn.", 0, 0},
		{"too short", "A river bridge on", bridge, 0, 0},
		{"nothing", "", "", 0, 0},
		{"han, part of", "伊朗外长星期二在日内瓦会见了记者", "据报道,伊朗外长星期二在日内瓦会见了记者,并说谈判将继续", 1, 1},
		{"han, other", "伊朗外长星期二在日内瓦会见了记者", "中央银行星期三宣布维持利率不变符合预期", 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Containment(Of(tt.a), Of(tt.b))
			if got < tt.low || got > tt.high {
				t.Errorf("Containment = %.2f, want %.2f to %.2f", got, tt.low, tt.high)
			}
			if back := Containment(Of(tt.b), Of(tt.a)); back != got {
				t.Errorf("Containment the other way = %.2f, want %.2f", back, got)
			}
		})
	}
}

func TestSampleIsPartOfSignature(t *testing.T) {
	var long strings.Builder
	for i := range 4000 {
		long.WriteString("word")
		long.WriteString(strings.Repeat("x", i%37))
		long.WriteByte(' ')
		long.WriteByte(byte('a' + i%23))
		long.WriteByte(' ')
	}
	s := Of(long.String())
	n := len(s.Sample())
	if share := float64(n) / float64(len(s)); share < 0.2 || share > 0.3 {
		t.Errorf("sampled %d of %d shingles, want about one of four", n, len(s))
	}
	if got := len(Of(strings.Repeat("a b c d e f g h i j k l m n o p q ", 100))); got != 17 {
		t.Errorf("repeated text has %d distinct shingles, want 17", got)
	}
}

func FuzzOf(f *testing.F) {
	f.Add(bridge)
	f.Add("伊朗外长\xff ไทย")
	f.Fuzz(func(t *testing.T, s string) {
		sig := Of(s)
		if len(sig) > MaxShingles {
			t.Fatalf("%d shingles", len(sig))
		}
		if c := Containment(sig, sig); len(sig) > 0 && c != 1 {
			t.Fatalf("a text contains itself by %v", c)
		}
	})
}
