package quantity

// Kind is what sort of number a [Quantity] is.
type Kind int

// The kinds.
const (
	Count    Kind = iota + 1 // a plain number: people, ships, votes
	Percent                  // a share, in hundredths
	Money                    // with a currency as unit
	Measure                  // with a physical unit
	Score                    // two numbers of a match or vote: 2-1
	Range                    // from Value to High
	Year                     // 1900 to 2099 without a unit
	Clock                    // a time of day
	Ordinal                  // 21st
	NumberID                 // part of a name or code: Boeing 737, F-35, COVID-19
)

// Role is what the number counts.
type Role int

// The roles that reports of one event tend to differ about.
const (
	Other Role = iota
	Dead
	Injured
	Missing
	Arrested
	Displaced
	Rescued
)

// Quantity is a number of a text.
type Quantity struct {
	Value float64
	// High is the second number of a range or score, else equal to Value.
	High float64
	Kind Kind
	Role Role
	// Unit is an ISO 4217 code, a unit in a fixed spelling ("km"), or "".
	Unit string
	// From and To are the bytes of the number with its unit in the text.
	From, To int
}

// MaxQuantities bounds what [Find] returns; tables have more and are not read.
const MaxQuantities = 200

// Find returns the numbers of a text in the language with that base tag, in
// order. Cost is linear in the text.
func Find(lang, text string) []Quantity {
	tokens := scan(text)
	var out []Quantity
	free := 0 // the first token that no quantity has taken
	for i := 0; i < len(tokens) && len(out) < MaxQuantities; {
		q, n, ok := read(lang, text, tokens, i, free)
		if !ok {
			i++
			continue
		}
		if q.Kind == Count || q.Kind == Range {
			q.Role = roleOf(lang, tokens, i, i+n)
		}
		out = append(out, q)
		i += n
		free = i
	}
	return out
}

// read reads a quantity that begins at token i and says how many tokens it
// takes. Tokens before free belong to others.
func read(lang, text string, tokens []token, i, free int) (Quantity, int, bool) {
	q := Quantity{Kind: Count, From: tokens[i].from}
	n := 1
	switch t := tokens[i]; {
	case t.number:
		if !q.digits(lang, t.text) {
			return q, 0, false
		}
	default:
		v, used := spoken(lang, tokens, i)
		if used == 0 {
			return q, 0, false
		}
		q.Value, q.High, n = v, v, used
	}
	if i > 0 && q.Kind == Count && partOfName(text, tokens, i) {
		q.Kind = NumberID
	}
	if q.Kind == Count || q.Kind == Year || q.Kind == Range {
		n += q.scale(lang, tokens, i+n)
		n += q.unit(tokens, i, i+n)
	}
	if c := currencyBefore(tokens, i, free); c != "" && (q.Kind == Count || q.Kind == Year) {
		q.Kind, q.Unit, q.From = Money, c, tokens[i-1].from
	}
	if q.Kind == Year && q.Unit != "" {
		q.Kind = Count
	}
	q.To = tokens[i+n-1].to
	return q, n, true
}

// scale multiplies by a following word such as million.
func (q *Quantity) scale(lang string, tokens []token, i int) int {
	if i >= len(tokens) || tokens[i].number {
		return 0
	}
	f, ok := multiplierOf(lang, tokens[i].text)
	if !ok {
		return 0
	}
	q.Value *= f
	q.High *= f
	if q.Kind == Year {
		q.Kind = Count
	}
	return 1
}

// unit reads the unit that follows at token i; the number begins at start.
func (q *Quantity) unit(tokens []token, start, i int) int {
	if i >= len(tokens) {
		return 0
	}
	word := tokens[i].text
	if percents[word] {
		q.Kind, q.Unit = Percent, "%"
		return 1
	}
	if (word == "per" || word == "por" || word == "pour") && i+1 < len(tokens) && hundreds[tokens[i+1].text] {
		q.Kind, q.Unit = Percent, "%"
		return 2
	}
	if c, ok := currencies[word]; ok {
		q.Kind, q.Unit = Money, c
		return 1
	}
	if u, ok := units[word]; ok {
		q.Kind, q.Unit = Measure, u
		return 1
	}
	if ordinals[word] && tokens[i].from == tokens[i-1].to {
		q.Kind = Ordinal
		return 1
	}
	return 0
}

// partOfName tells a number that stands directly behind a hyphen and letters,
// such as F-35, from a quantity.
func partOfName(text string, tokens []token, i int) bool {
	before, at := tokens[i-1], tokens[i]
	if before.number || !tokens[i].number {
		return false
	}
	gap := text[before.to:at.from]
	return gap == "" && !isSymbol(before.text) || gap == "-" || gap == "‑"
}

func currencyBefore(tokens []token, i, free int) string {
	if i <= free {
		return ""
	}
	if before := tokens[i-1].text; isSymbol(before) || prefixCurrencies[before] {
		return currencies[before]
	}
	return ""
}

// spoken reads a number in words from token i on: "twenty three", "two
// hundred", "a dozen", "twenty-three".
func spoken(lang string, tokens []token, i int) (float64, int) {
	n, ok := Small(lang, tokens[i].text)
	if !ok {
		return 0, 0
	}
	v, used := float64(n), 1
	if lang != "en" || n < 20 || n%10 != 0 || i+1 >= len(tokens) {
		return v, used
	}
	if u, ok := Small(lang, tokens[i+1].text); ok && u < 10 || tokens[i+1].text == "one" {
		if tokens[i+1].text == "one" {
			u = 1
		}
		return v + float64(u), 2
	}
	return v, used
}
