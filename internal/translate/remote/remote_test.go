package remote

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/overview-news/overview/internal/translate"
)

var morning = time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)

func fixed() time.Time { return morning }

// server answers with handle under the three interfaces.
func server(t *testing.T, handle http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(handle)
	t.Cleanup(s.Close)
	return s.URL
}

// backends are all three against one address.
func backends(t *testing.T, address string) map[string]translate.Backend {
	t.Helper()
	c := Config{URL: address, Key: "secret", Model: "tiny", Wait: time.Second}
	libre, err1 := NewLibreTranslate(http.DefaultClient, fixed, c)
	deepl, err2 := NewDeepL(http.DefaultClient, fixed, c)
	openai, err3 := NewOpenAI(http.DefaultClient, fixed, c)
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	return map[string]translate.Backend{"libretranslate": libre, "deepl": deepl, "openai": openai}
}

// honest translates by upper case, as each service would write it.
func honest(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Q        []string
		Text     []string
		Messages []chatMessage
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	switch r.URL.Path {
	case "/translate":
		out := make([]string, len(in.Q))
		for i, s := range in.Q {
			out[i] = strings.ToUpper(s)
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"translatedText": out})
	case "/v2/translate":
		var out []map[string]string
		for _, s := range in.Text {
			out = append(out, map[string]string{"text": strings.ToUpper(s)})
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"translations": out})
	case "/chat/completions":
		_ = json.NewEncoder(w).Encode(map[string]any{
			"model":   "tiny-2",
			"choices": []any{map[string]any{"message": chatMessage{"assistant", strings.ToUpper(in.Messages[1].Content)}}},
		})
	default:
		http.NotFound(w, r)
	}
}

func TestTranslate(t *testing.T) {
	var in, want []string
	for i := range 120 {
		in = append(in, fmt.Sprintf("satz %d\nab", i))
		want = append(want, fmt.Sprintf("SATZ %d AB", i))
	}
	in, want = append(in, "", strings.Repeat("x", maxInputBytes+1)), append(want, "", "")
	for name, b := range backends(t, server(t, honest)) {
		got, err := b.Translate(t.Context(), "de-AT", in)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for i, s := range got {
			if text := strings.ReplaceAll(s.Text, "\n", " "); text != want[i] {
				t.Errorf("%s: sentence %d is %.20q, want %q", name, i, text, want[i])
			}
			if s.Text != "" && (s.Engine != name || s.Model != b.Model("de")) {
				t.Errorf("%s: sentence %d is by %q %q", name, i, s.Engine, s.Model)
			}
		}
	}
}

func TestServersThatMisbehave(t *testing.T) {
	answer := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	for _, tt := range []struct {
		name   string
		handle http.HandlerFunc
		want   error // nil: any
	}{
		{"too many requests", answer(429, `{"error":"slow down"}`), translate.ErrBusy},
		{"quota", answer(456, `{"message":"Quota"}`), translate.ErrBusy},
		{"broken inside", answer(502, "<html>"), translate.ErrBusy},
		{"unknown language", answer(400, `{"error":"xx is not supported"}`), translate.ErrUnsupported},
		{"wrong key", answer(403, `{"error":{"message":"bad key"}}`), nil},
		{"not JSON", answer(200, "<html>hello</html>"), nil},
		{"other JSON", answer(200, `[1,2]`), nil},
		{"empty object", answer(200, `{}`), nil},
		{"too few", answer(200, `{"translatedText":["a"],"translations":[{"text":"a"}],"choices":[]}`), nil},
		{"too long", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"x":"` + strings.Repeat("y", maxAnswer) + `"}`))
		}, nil},
		{"breaks off", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte(`{"tran`))
		}, translate.ErrBusy},
		{"never answers", func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body) // or the server does not see the client go
			<-r.Context().Done()
		}, translate.ErrBusy},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			address := server(t, tt.handle)
			for name, b := range backends(t, address) {
				out, err := b.Translate(t.Context(), "de", []string{"eins", "zwei"})
				switch {
				case err == nil:
					t.Errorf("%s: %v, want an error", name, out)
				case tt.want != nil && !errors.Is(err, tt.want):
					t.Errorf("%s: %v, want %v", name, err, tt.want)
				case strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), address):
					t.Errorf("%s: the error tells a secret: %v", name, err)
				case len(err.Error()) > 2*maxQuoted:
					t.Errorf("%s: an error of %d bytes", name, len(err.Error()))
				}
			}
		})
	}
}

func TestServerIsLeftAlone(t *testing.T) {
	var requests atomic.Int32
	address := server(t, func(w http.ResponseWriter, _ *http.Request) {
		requests.Add(1)
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	now := morning
	b, err := NewLibreTranslate(http.DefaultClient, func() time.Time { return now }, Config{URL: address})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		after time.Duration
		want  int32
	}{{0, 1}, {time.Second, 1}, {119 * time.Second, 1}, {121 * time.Second, 2}} {
		now = morning.Add(tt.after)
		if _, err := b.Translate(t.Context(), "de", []string{"eins"}); !errors.Is(err, translate.ErrBusy) {
			t.Errorf("after %v: %v, want %v", tt.after, err, translate.ErrBusy)
		}
		if got := requests.Load(); got != tt.want {
			t.Errorf("after %v: %d requests, want %d", tt.after, got, tt.want)
		}
	}
}

func TestPause(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want time.Duration
	}{
		{"", defaultPause}, {"5", 5 * time.Second}, {"-5", defaultPause}, {"99999999999999999999", defaultPause},
		{"999999", longestPause}, {"soon", defaultPause},
		{morning.Add(time.Minute).Format(http.TimeFormat), time.Minute},
		{morning.Add(-time.Minute).Format(http.TimeFormat), defaultPause},
	} {
		c := client{now: fixed}
		c.pause(tt.in)
		if got := c.notBefore.Sub(morning); got != tt.want {
			t.Errorf("pause(%q) = %v, want %v", tt.in, got, tt.want)
		}
	}
}

func TestLanguages(t *testing.T) {
	all := backends(t, "http://localhost")
	for _, tt := range []struct {
		language string
		want     []string // who translates it
	}{
		{"de", []string{"deepl", "libretranslate", "openai"}},
		{"zh-Hant-TW", []string{"deepl", "libretranslate", "openai"}},
		{"no", []string{"deepl", "libretranslate", "openai"}},
		{"fil", []string{"libretranslate", "openai"}},
		{"am", []string{"openai"}},
		{"en", nil}, {"und", nil}, {"", nil}, {"not a tag", nil},
	} {
		var got []string
		for name, b := range all {
			if b.Model(tt.language) != "" {
				got = append(got, name)
			}
			_, err := b.Translate(t.Context(), tt.language, nil)
			if unsupported := errors.Is(err, translate.ErrUnsupported); unsupported == (b.Model(tt.language) != "") {
				t.Errorf("%s: Translate from %q: %v, model %q", name, tt.language, err, b.Model(tt.language))
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q is translated by %v, want %v", tt.language, got, tt.want)
		}
	}
	if got := code(table(libreLanguages), "zh-Hant"); got != "zt" {
		t.Errorf("code(zh-Hant) = %q, want zt", got)
	}
	b, err := NewOpenAI(http.DefaultClient, fixed, Config{URL: "http://localhost", Model: "m", Languages: []string{"ja"}})
	if err != nil || b.Model("ja-JP") == "" || b.Model("de") != "" {
		t.Errorf("languages [ja]: models %q, %q, %v", b.Model("ja-JP"), b.Model("de"), err)
	}
}

func TestConfig(t *testing.T) {
	for _, address := range []string{"", "ftp://x", "localhost:8000", "http://", "://"} {
		if _, err := NewLibreTranslate(http.DefaultClient, fixed, Config{URL: address}); err == nil {
			t.Errorf("address %q was accepted", address)
		}
	}
	if _, err := NewDeepL(http.DefaultClient, fixed, Config{URL: "https://x.example"}); err == nil {
		t.Error("deepl without a key was accepted")
	}
	if _, err := NewOpenAI(http.DefaultClient, fixed, Config{URL: "https://x.example"}); err == nil {
		t.Error("openai without a model was accepted")
	}
}

func TestNumbered(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"1: one\n2: two\n3: three", "one|two|three"},
		{"Sure!\n\n 1) one \n3. three\n", "one||three"},
		{"<think>1: no</think>1: one\n1: again\n2: two\n4: four\n99999: x", "|two|"},
		{"", "||"},
	} {
		if got := strings.Join(numbered(tt.in, 3), "|"); got != tt.want {
			t.Errorf("numbered(%q, 3) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// A model that loses a line is asked for it again, alone.
func TestOpenAIAsksAgain(t *testing.T) {
	var requests atomic.Int32
	address := server(t, func(w http.ResponseWriter, _ *http.Request) {
		text := "1: one\n3: three"
		if requests.Add(1) > 1 {
			text = "1: two"
		}
		_ = json.NewEncoder(w).Encode(map[string]any{
			"choices": []any{map[string]any{"message": chatMessage{"assistant", text}}},
		})
	})
	got, err := backends(t, address)["openai"].Translate(t.Context(), "de", []string{"eins", "zwei", "drei"})
	if err != nil {
		t.Fatal(err)
	}
	if texts := got[0].Text + "|" + got[1].Text + "|" + got[2].Text; texts != "one|two|three" || requests.Load() != 2 {
		t.Errorf("got %s with %d requests, want one|two|three with 2", texts, requests.Load())
	}
}

func TestGivenUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, b := range backends(t, server(t, honest)) {
		if _, err := b.Translate(ctx, "de", []string{"eins"}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want %v", name, err, context.Canceled)
		}
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add([]byte(`{"error":{"message":"x"}}`), "1: a\n2) b")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		if got := message(data); len(got) > maxQuoted+len("…") {
			t.Errorf("message of %d bytes", len(got))
		}
		if got := numbered(text, 3); len(got) != 3 {
			t.Errorf("numbered gives %d lines, want 3", len(got))
		}
	})
}
