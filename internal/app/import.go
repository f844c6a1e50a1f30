package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/overview-news/overview/internal/articlefile"
	"github.com/overview-news/overview/internal/news"
)

// importBatch is how many articles are stored in one transaction: enough that
// its cost is small, few enough that readers never wait long.
const importBatch = 200

// ImportResult is what became of a file of articles.
type ImportResult struct {
	Rows    int // that could be read
	Stored  int // new articles
	Known   int // that were stored before
	Bad     []*articlefile.RowError
	Newest  time.Time // of the file
	Outlets int       // that its articles name
}

// Import stores the articles of a file in the order of their time. engine
// names who made English renditions whose rows do not say. progress is told
// from time to time how far it is; it may be nil.
func (a *App) Import(ctx context.Context, file io.Reader, engine string, progress func(done, all int)) (*ImportResult, error) {
	rows, err := articlefile.Sort(file, a.cfg.Store.Data)
	if err != nil {
		return nil, err
	}
	result, err := a.importRows(ctx, rows, engine, progress)
	return result, errors.Join(err, rows.Close())
}

func (a *App) importRows(ctx context.Context, rows *articlefile.Sorted, engine string, progress func(int, int)) (*ImportResult, error) {
	r := &ImportResult{Rows: rows.Len(), Bad: rows.Bad, Newest: rows.Newest}
	if a.cfg.Clock.Now.IsZero() {
		a.setNow(rows.Newest)
	}
	now := a.clk.Now()
	o := articlefile.Options{Resolve: resolver(a.catalog), Engine: engine, Now: now}
	outlets := map[news.OutletID]bool{}
	var batch []news.ImportedArticle
	flush := func() error {
		n, err := a.store.Import(ctx, batch, now)
		if err != nil {
			return err
		}
		r.Stored += n
		r.Known += len(batch) - n
		batch = batch[:0]
		if progress != nil {
			progress(r.Stored+r.Known, r.Rows)
		}
		return ctx.Err()
	}
	err := rows.Each(func(line int, row articlefile.Row) error {
		in, err := row.Imported(o)
		if err != nil {
			r.Bad = append(r.Bad, &articlefile.RowError{Line: line, Err: err})
			return nil
		}
		outlets[in.Outlet.ID] = true
		if batch = append(batch, in); len(batch) == importBatch {
			return flush()
		}
		return nil
	})
	if err == nil {
		err = flush()
	}
	r.Outlets = len(outlets)
	return r, err
}

// ExportArticles prints every article that is not hidden, one JSON object a
// line, as [App.Import] reads them. Those with neither headline nor text, of
// which only an address is known, are left out and counted in the log.
func (a *App) ExportArticles(ctx context.Context, w io.Writer) error {
	all, err := a.store.Outlets(ctx, "")
	if err != nil {
		return err
	}
	outlets := make(map[news.OutletID]news.Outlet, len(all))
	for _, o := range all {
		outlets[o.ID] = o
	}
	out := articlefile.NewWriter(w)
	empty := 0
	err = a.store.EachArticle(ctx, func(article news.Article, details news.Details, texts []news.Rendition) error {
		o, ok := outlets[article.Outlet]
		if !ok { // it was added meanwhile
			o = news.Outlet{ID: article.Outlet, Publisher: string(article.Outlet), Lane: news.Domestic}
		}
		err := out.Write(article, details, o, texts)
		if errors.Is(err, articlefile.ErrEmpty) {
			empty++
			return nil
		}
		return err
	})
	if empty > 0 {
		a.log.Warn("articles with neither headline nor text are left out", "articles", empty)
	}
	return err
}

// ExportAddresses prints the address of every article, one a line.
func (a *App) ExportAddresses(ctx context.Context, w io.Writer) error {
	return a.store.EachAddress(ctx, func(address string) error {
		_, err := fmt.Fprintln(w, address)
		return err
	})
}
