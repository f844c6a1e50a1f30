package remote

import (
	"context"
	"fmt"
	"time"

	"github.com/overview-news/overview/internal/translate"
)

// LibreTranslate is a server of the free program of that name.
type LibreTranslate struct {
	client *client
	key    string
	codes  map[string]string
}

// libreLanguages are those that the program's models cover.
const libreLanguages = "ar az bg bn ca cs da de el eo es et eu fa fi fr ga gl he hi hu id it ja ko ky lt lv ms " +
	"nb no=nb nl pl pt ro ru sk sl sq sr sv th tl fil=tl tr uk ur vi zh zh-hant=zt"

// libreBatch is how many sentences a request has. Servers limit them to 50 or
// more where they do.
const libreBatch = 25

// NewLibreTranslate returns a backend for the server in c.
func NewLibreTranslate(do Doer, now func() time.Time, c Config) (*LibreTranslate, error) {
	client, err := newClient("libretranslate", do, now, c)
	if err != nil {
		return nil, err
	}
	return &LibreTranslate{client: client, key: c.Key, codes: only(table(libreLanguages), c.Languages)}, nil
}

// Name is "libretranslate".
func (l *LibreTranslate) Name() string { return l.client.name }

// Model names the pair; the server does not say more.
func (l *LibreTranslate) Model(language string) string {
	if c := code(l.codes, language); c != "" {
		return c + "-en"
	}
	return ""
}

// Translate asks the server for batches of sentences.
func (l *LibreTranslate) Translate(ctx context.Context, language string, sentences []string) ([]translate.Sentence, error) {
	source := code(l.codes, language)
	if source == "" {
		return nil, fmt.Errorf("libretranslate %s: %w", language, translate.ErrUnsupported)
	}
	type request struct {
		Q      []string `json:"q"`
		Source string   `json:"source"`
		Target string   `json:"target"`
		Format string   `json:"format"`
		Key    string   `json:"api_key,omitempty"`
	}
	out := make([]translate.Sentence, len(sentences))
	for _, batch := range batches(sentences, libreBatch, maxRequest) {
		var answer struct {
			TranslatedText []string `json:"translatedText"`
		}
		err := l.client.post(ctx, "/translate", nil,
			request{pick(sentences, batch), source, "en", "text", l.key}, &answer)
		if err != nil {
			return nil, err
		}
		if len(answer.TranslatedText) != len(batch) {
			return nil, fmt.Errorf("libretranslate: %d results for %d sentences", len(answer.TranslatedText), len(batch))
		}
		for i, n := range batch {
			out[n] = translate.Sentence{Text: answer.TranslatedText[i], Engine: l.Name(), Model: l.Model(language)}
		}
	}
	return out, nil
}
