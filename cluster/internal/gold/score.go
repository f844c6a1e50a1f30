package gold

// Figures are the scores of a grouping, 0 to 1.
type Figures struct {
	Articles, Stories    int
	BP, BR, BF           float64 // B-cubed precision, recall, F1
	PP, PR, PF           float64 // over pairs
	Cross                float64 // share of listed pairs across languages that were joined
	Together             float64 // share of listed pairs that were joined
	Alike                float64 // share of look-alike pairs that were joined
	CrossN, AlikeN       int
	AlikeArticles        int // look-alike articles that share a story with any of the event
	AlikeArticlesN       int
	Mixed, MixedOf       int // articles of the domestic language in stories with others
	CrossLanguageStories int // stories with more than one language
}

// Score holds the grouping of a set against its labels. story gives for each
// article's id the story that it was put into.
func Score(s *Set, story map[string]int64) Figures {
	var f Figures
	f.cubed(s, story)
	langs := map[string]string{}
	for _, a := range s.Articles {
		langs[a.ID] = a.language()
	}
	f.lists(s.Lists, langs, story)
	return f
}

type cellKey struct {
	gold string
	pred int64
}

func (f *Figures) cubed(s *Set, story map[string]int64) {
	gold, pred, both := map[string]int{}, map[int64]int{}, map[cellKey]int{}
	lone := int64(-1)
	for _, a := range s.Articles {
		if a.Story == "" {
			continue
		}
		p, ok := story[a.ID]
		if !ok {
			p, lone = lone, lone-1
		}
		f.Articles++
		gold[a.Story]++
		pred[p]++
		both[cellKey{a.Story, p}]++
	}
	f.Stories = len(pred)
	n := float64(f.Articles)
	var tp, gp, pp float64
	pairs := func(c int) float64 { return float64(c) * float64(c-1) / 2 }
	// Integer-valued sums first, so that map order cannot change the last digit.
	var bp, br float64
	for k, c := range both {
		x := float64(c)
		bp += round(x * x / float64(pred[k.pred]))
		br += round(x * x / float64(gold[k.gold]))
		tp += pairs(c)
	}
	for _, c := range gold {
		gp += pairs(c)
	}
	for _, c := range pred {
		pp += pairs(c)
	}
	f.BP, f.BR = ratio(bp, n), ratio(br, n)
	f.BF = harmonic(f.BP, f.BR)
	f.PP, f.PR = ratio(tp, pp), ratio(tp, gp)
	f.PF = harmonic(f.PP, f.PR)
}

// round keeps 20 binary digits, which makes sums independent of their order.
func round(x float64) float64 { return float64(int64(x*(1<<20)+0.5)) / (1 << 20) }

func (f *Figures) lists(lists []List, langs map[string]string, story map[string]int64) {
	same := func(a, b string) bool {
		x, ok := story[a]
		y, also := story[b]
		return ok && also && x == y
	}
	var all, joined, cross, crossed, apart, alike int
	for _, l := range lists {
		touched := map[string]bool{}
		for i, a := range l.IDs {
			for _, b := range l.IDs[i+1:] {
				across, together := langs[a] != langs[b], same(a, b)
				all += one(true)
				joined += one(together)
				cross += one(across)
				crossed += one(across && together)
			}
			for _, b := range l.Not {
				apart++
				alike += one(same(a, b))
				touched[b] = touched[b] || same(a, b)
			}
		}
		f.AlikeArticlesN += len(l.Not)
		for _, t := range touched {
			f.AlikeArticles += one(t)
		}
	}
	f.CrossN, f.AlikeN = cross, apart
	f.Together = ratio(float64(joined), float64(all))
	f.Cross = ratio(float64(crossed), float64(cross))
	f.Alike = ratio(float64(alike), float64(apart))
}

// Mix counts the articles of lang that share a story with another language.
func (f *Figures) Mix(s *Set, story map[string]int64, lang string) {
	langs := map[int64]map[string]bool{}
	for _, a := range s.Articles {
		id, ok := story[a.ID]
		if !ok {
			continue
		}
		if langs[id] == nil {
			langs[id] = map[string]bool{}
		}
		langs[id][a.language()] = true
	}
	for _, a := range s.Articles {
		if a.language() != lang {
			continue
		}
		f.MixedOf++
		f.Mixed += one(len(langs[story[a.ID]]) > 1)
	}
	for _, l := range langs {
		f.CrossLanguageStories += one(len(l) > 1)
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}
