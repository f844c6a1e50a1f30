package translate

import (
	"context"
	"errors"
)

// ErrUnsupported says that a backend has nothing that translates a language.
// Asking again is of no use.
var ErrUnsupported = errors.New("language is not supported")

// ErrBusy says that a backend cannot answer now and may later: it restarts, or
// it asked for fewer requests.
var ErrBusy = errors.New("translation backend is not available now")

// Backend translates sentences into English. Its methods may be called by
// several goroutines at once.
type Backend interface {
	// Name is short and constant; configuration and renditions use it.
	Name() string
	// Model names what the backend would translate a language with, and is
	// empty if there is nothing. Language is a BCP 47 tag.
	Model(language string) string
	// Translate returns one result for each sentence, in their order. A
	// sentence that cannot be translated has an empty Text. An error means
	// that nothing was translated; [ErrUnsupported] and [ErrBusy] among them.
	Translate(ctx context.Context, language string, sentences []string) ([]Sentence, error)
}

// Sentence is a translated sentence and where it comes from.
type Sentence struct {
	Text    string
	Engine  string // name of the backend
	Model   string
	Version string
	// Quality is what the backend thinks of its work, 0 to 1; 0 is unknown.
	Quality float64
	// Kept says that Text is the original, because no translation of it
	// passed the gate.
	Kept bool
	// Faults says why, when Kept: what was wrong with the best attempt.
	Faults []Fault
}
