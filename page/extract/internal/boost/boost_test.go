package boost

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"
)

// xor makes rows whose label no single feature tells.
func xor(n int) ([][]float32, []bool, []float32) {
	rnd := rand.New(rand.NewPCG(3, 4))
	var rows [][]float32
	var labels []bool
	var weights []float32
	for range n {
		a, b := rnd.Float32(), rnd.Float32()
		rows = append(rows, []float32{a, b, rnd.Float32(), 1})
		labels = append(labels, (a > 0.5) != (b > 0.5))
		weights = append(weights, 1)
	}
	return rows, labels, weights
}

var options = Options{Trees: 40, Leaves: 8, Rate: 0.3, Columns: 1, Rows: 0.8, L2: 1, MinHess: 1, Seed: 5}

func TestTrainLearns(t *testing.T) {
	rows, labels, weights := xor(2_000)
	m := Train(rows[:1_000], labels[:1_000], weights[:1_000], options)
	right := 0
	for i := 1_000; i < 2_000; i++ {
		if (m.Predict(rows[i]) > 0) == labels[i] {
			right++
		}
	}
	if right < 950 {
		t.Errorf("right on %d of 1000 unseen rows", right)
	}
}

func TestMean(t *testing.T) {
	rows, labels, weights := xor(300)
	opts := options
	a := Train(rows, labels, weights, opts)
	opts.Seed, opts.Trees = 6, 7
	b := Train(rows, labels, weights, opts)
	m := Mean(a, b)
	for _, r := range rows {
		if got, want := m.Predict(r), (a.Predict(r)+b.Predict(r))/2; math.Abs(float64(got-want)) > 1e-4 {
			t.Fatalf("Predict(%v) = %v, want %v", r, got, want)
		}
	}
	if got, want := Mean(a).Encode(), a.Encode(); !bytes.Equal(got, want) {
		t.Error("the mean of one model is another model")
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	rows, labels, weights := xor(500)
	a, b := Train(rows, labels, weights, options).Encode(), Train(rows, labels, weights, options).Encode()
	if !bytes.Equal(a, b) {
		t.Error("the same rows gave two models")
	}
}

func TestTrainOfOneLabel(t *testing.T) {
	rows, labels, weights := xor(20)
	for i := range labels {
		labels[i] = true
	}
	if m := Train(rows, labels, weights, options); len(m.Trees) != 0 {
		t.Errorf("%d trees for rows of one label", len(m.Trees))
	}
}

func TestEncodeDecode(t *testing.T) {
	rows, labels, weights := xor(300)
	m := Train(rows, labels, weights, options)
	data := append(m.Encode(), "rest"...)
	got, rest, err := Decode(data, 4)
	if err != nil || string(rest) != "rest" {
		t.Fatalf("Decode: rest %q, %v", rest, err)
	}
	for _, r := range rows {
		if a, b := m.Predict(r), got.Predict(r); a != b {
			t.Fatalf("Predict(%v) = %v, after storing %v", r, a, b)
		}
	}
	if _, _, err := Decode(data, 1); err == nil {
		t.Error("a model of four features was accepted for one")
	}
	for n := range len(m.Encode()) {
		if _, _, err := Decode(data[:n], 4); err == nil {
			t.Fatalf("Decode of the first %d bytes: no error", n)
		}
	}
}

func TestForestPredictsAsItsModel(t *testing.T) {
	rows, labels, weights := xor(303) // no multiple of what goes abreast
	m := Train(rows, labels, weights, options)
	for i, got := range m.Forest().Predict(rows) {
		if want := m.Predict(rows[i]); got != want {
			t.Fatalf("Forest.Predict(%v) = %v, want %v", rows[i], got, want)
		}
	}
	if got := (&Model{Bias: 2}).Forest().Predict(rows[:1]); got[0] != 2 {
		t.Errorf("Predict without trees = %v, want the bias", got)
	}
}

func FuzzDecode(f *testing.F) {
	rows, labels, weights := xor(50)
	f.Add(Train(rows, labels, weights, options).Encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		m, _, err := Decode(b, 4)
		if err == nil {
			row := make([]float32, 4)
			if got, want := m.Forest().Predict([][]float32{row}), m.Predict(row); got[0] != want && want == want {
				t.Errorf("Forest.Predict = %v, want %v", got[0], want)
			}
		}
	})
}
