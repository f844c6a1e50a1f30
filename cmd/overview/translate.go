package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"strings"

	"github.com/overview-news/overview/internal/app"
	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/translate"
	"github.com/overview-news/overview/text/langid"
	"github.com/overview-news/overview/text/language"
)

// translateCmd translates texts as the stage does.
type translateCmd struct {
	app.StoreConfig
	app.EnglishConfig
	List bool   `help:"List the languages that are translated here, by what, and those that a model could be pulled for, one JSON object a line."`
	From string `placeholder:"LANG" help:"Read plain text in this language and print plain text, line by line."`
}

// Help is what --help adds.
func (translateCmd) Help() string {
	return `Reads {"id","language","text"} a line and prints {"id","text","engine","model","quality"}: the text in
English, what made most of it, and how sure that was (0 to 1, 0 if it does not say). Without a language
it is told from the text. Sentences whose translation did not pass the checks stay in the original; if
none passed, "kept" is true. With --from plain lines go in and out.

  echo "¿Qué tal?" | overview translate --from es`
}

// Run answers every line.
func (c translateCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	english, err := app.OpenEnglish(log, clock.Real{}, c.EnglishConfig, c.Data)
	if err != nil {
		return err
	}
	switch {
	case c.List:
		err = printJSON(std.out, english.Languages())
	case c.From != "":
		err = c.plain(ctx, english.Engine, std)
	default:
		err = filterLines(ctx, std, []string{"text", "language", "lang"}, func(ctx context.Context, in object) ([]field, error) {
			return translated(ctx, english.Engine, in)
		})
	}
	return errors.Join(err, english.Close())
}

// translated answers one line.
func translated(ctx context.Context, engine *translate.Engine, in object) ([]field, error) {
	text, err := in.text("text")
	if err != nil {
		return nil, err
	}
	declared, err := in.text("language", "lang")
	if err != nil {
		return nil, err
	}
	s, err := inEnglish(ctx, engine, declared, text)
	if err != nil {
		return nil, err
	}
	fields := []field{{"text", s.Text}, {"engine", s.Engine}, {"model", s.Model}, {"quality", math.Round(s.Quality*1000) / 1000}}
	if s.Kept {
		fields = append(fields, field{"kept", true})
	}
	return fields, nil
}

// inEnglish translates a text; one in English, and one without words, comes
// back as it is.
func inEnglish(ctx context.Context, engine *translate.Engine, declared, text string) (translate.Sentence, error) {
	tag := declared
	if tag == "" {
		tag = string(langid.Identify(text, nil).Language)
	} else if known, ok := language.Parse(tag); ok {
		tag = string(known)
	}
	if tag == "en" || strings.TrimSpace(text) == "" {
		return translate.Sentence{Text: text}, nil
	}
	if engine.Model(tag) == "" {
		return translate.Sentence{}, fmt.Errorf("nothing here translates %s: \"overview models list\" shows what could", language.Tag(tag).Name())
	}
	return engine.Text(ctx, tag, text)
}

// plain translates lines. Each is translated by itself.
func (c translateCmd) plain(ctx context.Context, engine *translate.Engine, std streams) error {
	in := bufio.NewScanner(std.in)
	in.Buffer(nil, maxLine)
	out := bufio.NewWriter(std.out)
	for in.Scan() {
		s, err := inEnglish(ctx, engine, c.From, in.Text())
		if err != nil {
			return errors.Join(err, out.Flush())
		}
		fmt.Fprintln(out, s.Text)
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return in.Err()
}
