package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"

	"github.com/overview-news/overview/internal/news"
)

// maxBody bounds the body of a rendition when it is unpacked, in bytes. The
// longest page that collect accepts is 5 MB.
const maxBody = 16 << 20

// codec packs and unpacks bodies. Both halves are safe for concurrent use.
var codec = sync.OnceValues(func() (*zstd.Encoder, *zstd.Decoder) {
	e, errE := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(2),
		zstd.WithWindowSize(256<<10))
	d, errD := zstd.NewReader(nil, zstd.WithDecoderConcurrency(4), zstd.WithDecoderMaxMemory(maxBody))
	if errE != nil || errD != nil {
		panic(fmt.Sprint("zstd options: ", errE, errD)) // constants above: a broken program
	}
	return e, d
})

// packBlocks is blocks as the store keeps them: JSON, packed with zstd.
func packBlocks(blocks []news.Block) ([]byte, error) {
	if len(blocks) == 0 {
		return []byte{}, nil
	}
	raw, err := json.Marshal(blocks)
	if err != nil {
		return nil, err
	}
	e, _ := codec()
	return e.EncodeAll(raw, make([]byte, 0, len(raw)/2)), nil
}

func unpackBlocks(body []byte) ([]news.Block, error) {
	if len(body) == 0 {
		return nil, nil
	}
	_, d := codec()
	raw, err := d.DecodeAll(body, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack a text: %w", err)
	}
	var blocks []news.Block
	if err := json.Unmarshal(raw, &blocks); err != nil {
		return nil, fmt.Errorf("decode a text: %w", err)
	}
	return blocks, nil
}

const sqlPutRendition = `
	INSERT INTO renditions (day, article_id, original, language, title, body,
		engine, model, version, quality, partial, aligned, made_at)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
	ON CONFLICT (day, article_id, original, language) DO UPDATE SET
		title = excluded.title, body = excluded.body, engine = excluded.engine,
		model = excluded.model, version = excluded.version, quality = excluded.quality,
		partial = excluded.partial, aligned = excluded.aligned, made_at = excluded.made_at`

const sqlDropOriginal = `
	DELETE FROM renditions WHERE day = $1 AND article_id = $2 AND original = 1`

// putRendition stores r, replacing the rendition of the same language. There
// is one original at most.
func (t tx) putRendition(ctx context.Context, day int64, r news.Rendition) error {
	body, err := packBlocks(r.Blocks)
	if err != nil {
		return err
	}
	if r.Original {
		if _, err := t.exec(ctx, sqlDropOriginal, day, int64(r.Article)); err != nil {
			return err
		}
	}
	_, err = t.exec(ctx, sqlPutRendition, day, int64(r.Article), r.Original, clean(r.Language),
		clean(r.Title), body, clean(r.Engine), clean(r.Model), clean(r.Version), r.Quality,
		r.Partial, r.Aligned, millis(r.Made))
	if err != nil {
		return fmt.Errorf("store the %q text of article %d: %w", r.Language, r.Article, err)
	}
	return nil
}

const sqlRenditions = `
	SELECT r.language, r.original, r.title, r.body, r.engine, r.model, r.version,
		r.quality, r.partial, r.aligned, r.made_at
	FROM articles a JOIN renditions r ON r.day = a.day AND r.article_id = a.id
	WHERE a.id = $1 ORDER BY r.original DESC, r.language`

// Renditions returns the texts of an article, the original first. An article
// that was not collected has none.
func (s *Store) Renditions(ctx context.Context, id news.ArticleID) ([]news.Rendition, error) {
	return renditions(ctx, s.read, id)
}

func renditions(ctx context.Context, q querier, id news.ArticleID) ([]news.Rendition, error) {
	var out []news.Rendition
	err := rows(ctx, q, sqlRenditions, []any{int64(id)}, func(rs *sql.Rows) error {
		r := news.Rendition{Article: id}
		var body []byte
		var made int64
		err := rs.Scan(&r.Language, &r.Original, &r.Title, &body, &r.Engine, &r.Model, &r.Version,
			&r.Quality, &r.Partial, &r.Aligned, &made)
		if err != nil {
			return err
		}
		r.Made = moment(made)
		if r.Blocks, err = unpackBlocks(body); err != nil {
			return err
		}
		out = append(out, r)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the texts of article %d: %w", id, err)
	}
	return out, nil
}

// clean makes s storable on every database: valid UTF-8 without NUL.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}
