package pairs

import "math"

// Version names the meaning of the features; a model is only good for the
// version it was trained on.
const Version = 1

// Vector is the features of a pair.
type Vector [Count]float32

// The features of a pair, in the order of [Features].
const (
	fHours = iota
	fDensity
	fAboveDensity
	fLeadAboveDensity
	fOfMinBest
	fOfMaxBest
	fTitle
	fLead
	fAll
	fNames
	fBurst
	fCoverMin
	fCoverMax
	fOverlap
	fRareTerm
	fRareName
	fLackedName
	fLands
	fLandsApart
	fPlaces
	fTitleNumbers
	fNumbers
	fNumbersApart
	fConcepts
	fAcross
	fNameSkel
	fNameSkelCount
	fNameSkelRare
	fWordSkel
	fWordSkelCover
	fWordSkelCount
	fBodies
	fTitleLen
	fLive
	fExplain
	fLandsShared
	// Count is the number of features.
	Count
)

// Feature is a feature's name and the direction in which more of it may move
// the probability that two articles tell one event: +1, -1, or 0 for either.
type Feature struct {
	Name string
	Sign int
}

// Features lists what a [Vector] holds.
var Features = [Count]Feature{
	fHours:            {"hours", -1},
	fDensity:          {"density", 0},
	fAboveDensity:     {"above-density", +1},
	fLeadAboveDensity: {"lead-above-density", +1},
	fOfMinBest:        {"of-min-best", +1},
	fOfMaxBest:        {"of-max-best", +1},
	fTitle:            {"title", +1},
	fLead:             {"lead", +1},
	fAll:              {"all", +1},
	fNames:            {"names", +1},
	fBurst:            {"burst", +1},
	fCoverMin:         {"cover-min", +1},
	fCoverMax:         {"cover-max", +1},
	fOverlap:          {"overlap", +1},
	fRareTerm:         {"rare-term", +1},
	fRareName:         {"rare-name", +1},
	fLackedName:       {"lacked-name", -1},
	fLands:            {"lands", +1},
	fLandsApart:       {"lands-apart", -1},
	fPlaces:           {"places", +1},
	fTitleNumbers:     {"title-numbers", +1},
	fNumbers:          {"numbers", +1},
	fNumbersApart:     {"numbers-apart", -1},
	fConcepts:         {"concepts", +1},
	fAcross:           {"across", 0},
	fNameSkel:         {"name-skeletons", +1},
	fNameSkelCount:    {"name-skeletons-count", +1},
	fNameSkelRare:     {"name-skeletons-rare", +1},
	fWordSkel:         {"word-skeletons", +1},
	fWordSkelCover:    {"word-skeletons-cover", +1},
	fWordSkelCount:    {"word-skeletons-count", +1},
	fBodies:           {"bodies", 0},
	fTitleLen:         {"title-length", 0},
	fLive:             {"live", -1},
	fExplain:          {"explain", -1},
	fLandsShared:      {"lands-shared", +1},
}

// Compare fills v with the features of two articles of one stream, and reports
// whether there is enough to judge by. Without that two articles do not tell
// one event, whatever a model says: see [evidence]. It is symmetric.
func Compare(a, b *Article, v *Vector) bool {
	*v = Vector{}
	if b.seq < a.seq {
		a, b = b, a
	}
	v.similarity(a, b)
	if a.Lang == b.Lang && v[fAll] < 0.04 && v[fTitle] < 0.1 && v[fLead] < 0.1 && v[fNames] < 0.15 {
		return false
	}
	v.skeletons(a, b)
	if a.Lang != b.Lang && !v.evidence(a, b) {
		return false
	}
	v.time(a, b)
	v.crowd(a, b)
	v.titles(a, b)
	v.facts(a, b)
	v.shape(a, b)
	return v[fNumbersApart] == 0 || !template(a, b) && !v.otherMatch(a, b)
}

// otherMatch says that two titles give different scores and share no name:
// reports of two matches, however alike the rest is.
func (v *Vector) otherMatch(a, b *Article) bool {
	x, y := a.set(scoresPart), b.set(scoresPart)
	return len(x) > 0 && len(y) > 0 && common(x, y) == 0 && v[fRareName] == 0
}

// template says that two titles of one outlet are the same but for their
// numbers, half a day or more apart: rates, weather, draws. They tell the
// state of two days, not one event.
func template(a, b *Article) bool {
	if a.outlet == 0 || a.outlet != b.outlet || b.Time-a.Time < 12*3600 {
		return false
	}
	x, y, both := a.title(), b.title(), 0
	shared(x, y, func(int, int) { both++ })
	return both >= 2 && both == len(x)-len(a.set(titleNumbersPart)) && both == len(y)-len(b.set(titleNumbersPart))
}

// evidence says whether two articles in two languages share something that
// words of two languages can share: names by their skeletons, countries,
// names spelt alike, cognates. It started from grouping.md, "Guard across
// languages"; the cosines are what told Bengali articles that were joined by
// chance from pairs of one event on newsweek_2026-03 (docs/measurements.md).
func (v *Vector) evidence(a, b *Article) bool {
	names, alike := v[fNameSkelCount], v[fNameSkel]
	lands := common(a.set(landsPart), b.set(landsPart))
	switch {
	case v[fNames] > 0.15, v[fWordSkelCount] >= 4 && v[fWordSkel] > 0.08:
		return true
	case a.capitals && b.capitals:
		return names >= 2 || names >= 1 && (lands > 0 || v[fNames] > 0) || lands > 0 && alike > 0.25
	}
	return names >= 1 && lands > 0 && alike > 0.15 || names >= 2 && alike > 0.15 || lands > 0 && alike > 0.25
}

func (v *Vector) time(a, b *Article) {
	gap := b.Time - a.Time
	if gap < 0 {
		gap = -gap
	}
	v[fHours] = float32(math.Log(1 + float64(gap)/3600))
}

func (v *Vector) similarity(a, b *Article) {
	v[fTitle] = dot(a.title(), b.title())
	v[fLead] = dot(a.lead(), b.lead())
	v[fNames] = dot(a.names(), b.names())
	v[fConcepts] = dot(a.leadConcepts(), b.leadConcepts())
	x, y, burstX, burstY := a.all(), b.all(), a.beside(burstPart), b.beside(burstPart)
	shared(x, y, func(i, j int) {
		v[fAll] += x[i].weight * y[j].weight
		v[fBurst] += burstX[i] * burstY[j]
	})
}

// rareSkeleton is the rarity from which a shared skeleton of a name counts.
// In scripts without capitals every word may be a name, and the skeletons of
// common words meet by chance.
const rareSkeleton = 0.45

func (v *Vector) skeletons(a, b *Article) {
	x, y, idf := a.nameSkel(), b.nameSkel(), b.beside(skelIDFPart)
	shared(x, y, func(i, j int) {
		v[fNameSkel] += x[i].weight * y[j].weight
		if idf[j] >= rareSkeleton {
			v[fNameSkelCount]++
		}
		v[fNameSkelRare] = max(v[fNameSkelRare], idf[j])
	})
	var ofA, ofB float32
	x, y = a.wordSkel(), b.wordSkel()
	shared(x, y, func(i, j int) {
		v[fWordSkel] += x[i].weight * y[j].weight
		ofA += x[i].weight * x[i].weight
		ofB += y[j].weight * y[j].weight
		v[fWordSkelCount]++
	})
	v[fWordSkelCover] = min(ofA, ofB)
}

// crowd compares the similarity with what is usual around both articles.
func (v *Vector) crowd(a, b *Article) {
	v[fDensity] = a.density + b.density
	v[fAboveDensity] = 2*v[fAll] - v[fDensity]
	v[fLeadAboveDensity] = 2*v[fLead] - a.leadDensity - b.leadDensity
	const least = 0.02 // an article may have no neighbour at all
	v[fOfMinBest] = v[fAll] / max(least, min(a.best, b.best))
	v[fOfMaxBest] = v[fAll] / max(least, max(a.best, b.best))
}

func (v *Vector) titles(a, b *Article) {
	titleA, titleB, idf := a.title(), b.title(), b.beside(titleIDFPart)
	x, y := covered(titleA, b.all()), covered(titleB, a.all())
	v[fCoverMin], v[fCoverMax] = min(x, y), max(x, y)
	n := 0
	shared(titleA, titleB, func(i, j int) {
		n++
		v[fRareTerm] = max(v[fRareTerm], idf[j])
		if a.named(i) || b.named(j) {
			v[fRareName] = max(v[fRareName], idf[j])
		}
	})
	if least := min(len(titleA), len(titleB)); least > 0 {
		v[fOverlap] = float32(n) / float32(least)
	}
	v[fLackedName] = max(lacked(a, b), lacked(b, a))
}

// lacked is the rarity of the rarest name in a's title that b lacks entirely.
func lacked(a, b *Article) float32 {
	var rare float32
	j := 0
	all, idf := b.all(), a.beside(titleIDFPart)
	for i, e := range a.title() {
		for j < len(all) && all[j].id < e.id {
			j++
		}
		if a.named(i) && (j == len(all) || all[j].id != e.id) {
			rare = max(rare, idf[i])
		}
	}
	return rare
}

func (v *Vector) facts(a, b *Article) {
	landsA, landsB := a.set(titleLandsPart), b.set(titleLandsPart)
	both := common(landsA, landsB)
	if any := len(landsA) + len(landsB) - both; any > 0 {
		v[fLands] = float32(both) / float32(any)
	}
	v[fLandsShared] = float32(common(a.set(landsPart), b.set(landsPart)))
	if len(landsA) > 0 && len(landsB) > 0 && both == 0 {
		v[fLandsApart] = 1
	}
	v[fPlaces] = float32(common(a.set(placesPart), b.set(placesPart)))
	numbersA, numbersB := a.set(titleNumbersPart), b.set(titleNumbersPart)
	equal := common(numbersA, numbersB)
	v[fTitleNumbers] = float32(equal)
	v[fNumbers] = float32(common(a.set(allNumbersPart), b.set(allNumbersPart)))
	if len(numbersA) > 0 && len(numbersB) > 0 && equal == 0 {
		v[fNumbersApart] = 1
	}
}

func (v *Vector) shape(a, b *Article) {
	v[fBodies] = flag(a.body) + flag(b.body)
	v[fTitleLen] = min(a.titleLen, b.titleLen)
	v[fLive] = flag(a.live || b.live)
	v[fExplain] = flag(a.explain || b.explain)
	v[fAcross] = flag(a.Lang != b.Lang)
}

func flag(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
