package boost

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// made returns rows whose label depends on the first two features.
func made(n int, seed uint64) *Rows {
	r := rand.New(rand.NewPCG(seed, 1))
	rows := &Rows{Width: 3}
	for range n {
		a, b, noise := r.Float32(), r.Float32(), r.Float32()
		rows.Add([]float32{a, b, noise}, a > 0.5 && b < 0.7, 1)
	}
	return rows
}

var small = Options{Trees: 40, Depth: 3, Rate: 0.2, L2: 1, MinWeight: 5, Bins: 32, Signs: []int{1, -1, 0}}

func TestTrainLearns(t *testing.T) {
	m := Train(made(2000, 1), small)
	test, right := made(1000, 2), 0
	for i := range test.Len() {
		p := m.Probability(test.Values[i*3 : i*3+3])
		if (p > 0.5) == test.Labels[i] {
			right++
		}
	}
	if right < 950 {
		t.Errorf("%d of 1000 right, want at least 950", right)
	}
}

func TestTrainKeepsSigns(t *testing.T) {
	rows := made(2000, 1)
	for i := range rows.Labels { // noise that invites the wrong direction
		if i%5 == 0 {
			rows.Labels[i] = !rows.Labels[i]
		}
	}
	m := Train(rows, small)
	for i := range 50 {
		noise := float32(i) / 50
		last := float32(0)
		for x := float32(0); x <= 1; x += 0.01 {
			p := m.Probability([]float32{x, 0.3, noise})
			if p < last-1e-6 {
				t.Fatalf("probability falls from %v to %v at %v, where it may only rise", last, p, x)
			}
			last = p
		}
	}
}

func TestTrainIsDeterministicAndWritable(t *testing.T) {
	var a, b bytes.Buffer
	one, two := Train(made(500, 3), small), Train(made(500, 3), small)
	one.Header = []string{"made for a test"}
	two.Header = one.Header
	for m, w := range map[*Model]*bytes.Buffer{one: &a, two: &b} {
		if err := m.Write(w); err != nil {
			t.Fatal(err)
		}
	}
	if a.String() != b.String() {
		t.Error("the same rows gave two models")
	}
	back, err := Read(&b, 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(back.Header) != 1 || back.Header[0] != "made for a test" {
		t.Errorf("Header = %q", back.Header)
	}
	rows := made(200, 4)
	for i := range rows.Len() {
		row := rows.Values[i*3 : i*3+3]
		if got, want := back.Probability(row), one.Probability(row); got != want {
			t.Fatalf("Probability(%v) = %v after reading, want %v", row, got, want)
		}
	}
}

func TestTrainWithOneLabel(t *testing.T) {
	rows := &Rows{Width: 1}
	for range 20 {
		rows.Add([]float32{1}, true, 1)
	}
	o := small
	o.Signs = []int{0}
	if p := Train(rows, o).Probability([]float32{1}); p < 0.5 || p > 1 {
		t.Errorf("Probability = %v, want above half", p)
	}
}

func TestReadRefuses(t *testing.T) {
	for name, file := range map[string]string{
		"unfinished tree":  "bias 0\ntree 3\n0 0.5 1\n= 1\n",
		"node outside":     "bias 0\n= 1\n",
		"feature too high": "tree 3\n9 0.5 1\n= 1\n= 2\n",
		"child before":     "tree 3\n0 0.5 0\n= 1\n= 2\n",
		"child outside":    "tree 3\n0 0.5 2\n= 1\n= 2\n",
		"loop":             "tree 5\n0 0.5 1\n0 0.5 1\n= 1\n= 2\n= 3\n",
		"no number":        "bias x\n",
		"NaN":              "tree 1\n= NaN\n",
	} {
		if _, err := Read(strings.NewReader(file), 3); err == nil {
			t.Errorf("%s: Read accepted %q", name, file)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("# h\nbias 0.5\ntree 3\n0 0.5 1\n= 1\n= 2\n")
	f.Fuzz(func(t *testing.T, file string) {
		m, err := Read(strings.NewReader(file), 3)
		if err == nil {
			m.Probability([]float32{1, 2, 3})
		}
	})
}
