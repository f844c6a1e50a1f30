package remote

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/translate"
)

// DeepL is the service of that name, or a server that speaks its language.
type DeepL struct {
	client *client
	key    string
	codes  map[string]string
}

// deeplLanguages are its source languages.
const deeplLanguages = "ar bg cs da de el es et fi fr he hu id it ja ko lt lv nb no=nb nl pl pt ro ru sk sl sv th tr uk vi zh"

// deeplBatch is the service's own limit of texts in a request.
const deeplBatch = 50

// NewDeepL returns a backend for the service at c.URL with the key c.Key.
func NewDeepL(do Doer, now func() time.Time, c Config) (*DeepL, error) {
	client, err := newClient("deepl", do, now, c)
	if err != nil {
		return nil, err
	}
	if c.Key == "" {
		return nil, fmt.Errorf("deepl: a key is needed")
	}
	return &DeepL{client: client, key: c.Key, codes: only(table(deeplLanguages), c.Languages)}, nil
}

// Name is "deepl".
func (d *DeepL) Name() string { return d.client.name }

// Model names the version of the interface; the service does not say more.
func (d *DeepL) Model(language string) string {
	if code(d.codes, language) != "" {
		return "v2"
	}
	return ""
}

// Translate asks the service for batches of sentences.
func (d *DeepL) Translate(ctx context.Context, language string, sentences []string) ([]translate.Sentence, error) {
	source := code(d.codes, language)
	if source == "" {
		return nil, fmt.Errorf("deepl %s: %w", language, translate.ErrUnsupported)
	}
	type request struct {
		Text   []string `json:"text"`
		Source string   `json:"source_lang"`
		Target string   `json:"target_lang"`
		Split  string   `json:"split_sentences"`
	}
	header := http.Header{"Authorization": {"DeepL-Auth-Key " + d.key}}
	out := make([]translate.Sentence, len(sentences))
	for _, batch := range batches(sentences, deeplBatch, maxRequest) {
		var answer struct {
			Translations []struct {
				Text string `json:"text"`
			} `json:"translations"`
		}
		err := d.client.post(ctx, "/v2/translate", header,
			request{pick(sentences, batch), strings.ToUpper(source), "EN-US", "0"}, &answer)
		if err != nil {
			return nil, err
		}
		if len(answer.Translations) != len(batch) {
			return nil, fmt.Errorf("deepl: %d results for %d sentences", len(answer.Translations), len(batch))
		}
		for i, n := range batch {
			out[n] = translate.Sentence{Text: answer.Translations[i].Text, Engine: d.Name(), Model: d.Model(language)}
		}
	}
	return out, nil
}
