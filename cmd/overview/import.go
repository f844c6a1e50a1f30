package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"

	"github.com/overview-news/overview/internal/app"
)

// importCmd takes articles from a file.
type importCmd struct {
	app.Config
	Articles string `required:"" placeholder:"FILE" help:"Articles as JSON Lines, gzip or not, - for standard input: id, date or published, lang or language, source or outlet, country, title, text, url, and an English rendition as title_en and text_en, or english {title, text, engine, model}."`
	Engine   string `placeholder:"NAME" help:"Who made the English renditions whose rows do not say."`
	NoGroup  bool   `name:"no-group" help:"Only store the articles; a later run groups them."`
}

// Help is what --help adds.
func (importCmd) Help() string {
	return `Stores the articles of a file in the order of their time and groups them. Rows that
cannot be read are named; importing a file again adds nothing. To read them as they were
read on their day:

  overview import --articles week.jsonl.gz --data week
  zstdcat week.jsonl.zst | overview import --articles - --data week
  overview serve --data week --no-catalog --now 2026-03-02T00:00:00Z`
}

// maxShownRows bounds how many bad rows are printed.
const maxShownRows = 20

// Run imports a file and groups what is new.
func (c importCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	file, err := openInput(c.Articles, std)
	if err != nil {
		return err
	}
	err = withApp(ctx, log, c.Config, func(a *app.App) error { return c.take(ctx, a, file, std) })
	return errors.Join(err, file.Close())
}

// openInput opens a file that somebody named, or standard input for "-". What
// cannot be a file of rows is refused before anything is done.
func openInput(path string, std streams) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(std.in), nil
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %s", path)
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder: name a file in it", path)
	}
	return os.Open(path)
}

// take imports what file holds and groups what is new.
func (c importCmd) take(ctx context.Context, a *app.App, file io.Reader, std streams) error {
	line := newProgressLine(std.err)
	r, err := a.Import(ctx, file, c.Engine, func(done, all int) {
		line.show(fmt.Sprintf("import: %d of %d articles", done, all))
	})
	line.clear()
	if err != nil && r == nil {
		return fmt.Errorf("read %s: %w", c.Articles, err)
	}
	if r != nil {
		err = errors.Join(err, printImport(std.out, r))
	}
	if err != nil || c.NoGroup {
		return err
	}
	summary, err := a.RunOnce(ctx, app.OnceOptions{Stages: []string{"translate", "group", "measure", "compose"}, Progress: line.show})
	line.clear()
	if errors.Is(err, app.ErrWorking) {
		fmt.Fprintln(std.out, "another Overview is at work here: it will group the new articles")
		return nil
	}
	if summary != nil {
		err = errors.Join(err, printSummary(std.out, summary))
	}
	return err
}

func printImport(w io.Writer, r *app.ImportResult) error {
	for i, bad := range r.Bad {
		if i == maxShownRows {
			fmt.Fprintf(w, "… and %d more rows that cannot be read\n", len(r.Bad)-i)
			break
		}
		fmt.Fprintln(w, "not imported:", bad)
	}
	_, err := fmt.Fprintf(w, "imported   %d articles of %d outlets; %d were stored before; %d rows cannot be read\n",
		r.Stored, r.Outlets, r.Known, len(r.Bad))
	return err
}
