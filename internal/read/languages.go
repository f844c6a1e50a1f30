package read

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/overview-news/overview/text/language"
)

// LanguageEngine is how a language is translated here.
type LanguageEngine struct {
	Language string // BCP 47
	Engine   string // empty where nothing translates it
	Model    string
	Others   []string // engines that are asked after it
	// COMET is the quality that was published for the pair with the model that
	// is or could be used; 0 where there is none.
	COMET float64
	// DownloadMB is the size of the model that could be had; 0 where it is here
	// or there is none.
	DownloadMB float64
}

// LanguageLine is a language of the press that is watched, and how it comes
// into English.
type LanguageLine struct {
	Name    string
	Outlets int // watched, that declare it
	Engine  string
	Quality string // published for the pair, with its measure; empty if none was
	Words   string // which engines follow, or why there is none
	Better  string // the model that could be had
}

// languagesAge is how long the engines are remembered: asking them looks into
// the folder of models.
const languagesAge = time.Minute

type languagesCache struct {
	read time.Time
	all  []LanguageEngine
}

// engines lists how languages are translated, as of at most languagesAge ago.
func (r *Reader) engines() []LanguageEngine {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.Now()
	if r.languages.all == nil || now.Sub(r.languages.read).Abs() >= languagesAge {
		r.languages = languagesCache{read: now, all: r.opts.Languages()}
	}
	return r.languages.all
}

// languageLines lists the languages of the watched press, those of most
// outlets first; none where nothing is translated.
func (r *Reader) languageLines(ctx context.Context) ([]LanguageLine, error) {
	if r.opts.Languages == nil {
		return nil, nil
	}
	p, err := r.pressNow(ctx)
	if err != nil {
		return nil, err
	}
	outlets := map[string]int{}
	for _, h := range p.health {
		if h.Polled == 0 && h.NewestArticle.IsZero() {
			continue
		}
		var bases []string
		for _, tag := range h.Declared {
			parsed, ok := language.Parse(tag)
			if b := parsed.Base(); ok && !slices.Contains(bases, b) {
				bases = append(bases, b)
				outlets[b]++
			}
		}
	}
	engines := map[string]LanguageEngine{}
	for _, e := range r.engines() {
		b := language.Tag(e.Language).Base()
		if known, ok := engines[b]; !ok || known.Engine == "" {
			engines[b] = e // of several scripts the first that is translated
		}
	}
	var out []LanguageLine
	for b, n := range outlets {
		if b == "en" || b == string(language.Und) {
			continue
		}
		out = append(out, languageLine(b, n, engines[b]))
	}
	slices.SortFunc(out, func(a, b LanguageLine) int {
		return cmp.Or(cmp.Compare(b.Outlets, a.Outlets), cmp.Compare(a.Name, b.Name))
	})
	return out, nil
}

// languageLine puts how a language is translated into words.
func languageLine(tag string, outlets int, e LanguageEngine) LanguageLine {
	l := LanguageLine{Name: languageName(tag), Outlets: outlets, Engine: EngineName(e.Engine)}
	quality := ""
	if e.COMET > 0 {
		quality = fmt.Sprintf("COMET %.1f", e.COMET)
	}
	switch {
	case e.DownloadMB > 0:
		l.Better = fmt.Sprintf("Mozilla’s model, %.0f MB", e.DownloadMB)
		if quality != "" {
			l.Better += ", " + quality
		}
	default:
		l.Quality = quality
	}
	switch {
	case e.Engine == "" && e.DownloadMB > 0:
		l.Words = "not translated yet; shown in the original"
	case e.Engine == "":
		l.Words = "no engine known; shown in the original"
	case len(e.Others) > 0:
		l.Words = "then " + EngineName(e.Others[0])
	}
	return l
}

// EngineName is an engine's name as its makers write it.
func EngineName(engine string) string {
	switch engine {
	case "mozilla":
		return "Mozilla’s model"
	case "apertium":
		return "Apertium"
	case "libretranslate":
		return "LibreTranslate"
	case "openai":
		return "a language model by an OpenAI-compatible server"
	case "deepl":
		return "DeepL"
	}
	return short(engine)
}
