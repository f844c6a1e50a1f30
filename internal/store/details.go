package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/overview-news/overview/internal/news"
)

// Bounds of what is stored of an article's details. Honest ones are a line.
const (
	maxStoredDetail  = 500   // bytes of a kicker, a place, a name, a credit
	maxStoredCaption = 2_000 // bytes
	maxSigned        = 12    // names
)

const sqlPutDetails = `
	INSERT INTO details (article_id, kicker, place, signed, image_caption, image_credit, found)
	VALUES ($1, $2, $3, $4, $5, $6, $7)
	ON CONFLICT (article_id) DO UPDATE SET
		kicker = excluded.kicker, place = excluded.place, signed = excluded.signed,
		image_caption = excluded.image_caption, image_credit = excluded.image_credit, found = excluded.found`

// putDetails stores what a page says besides, in place of what it said before.
// Nil leaves what is stored.
func (t tx) putDetails(ctx context.Context, id news.ArticleID, d *news.Details) error {
	if d == nil {
		return nil
	}
	if d.IsZero() {
		return t.dropDetails(ctx, id)
	}
	signed := make([]news.Signature, 0, len(d.Signed))
	for _, s := range d.Signed[:min(len(d.Signed), maxSigned)] {
		signed = append(signed, news.Signature{Name: cut(clean(s.Name), maxStoredDetail), Kind: knownKind(s.Kind)})
	}
	names, err := json.Marshal(signed)
	if err != nil {
		return fmt.Errorf("encode who signed article %d: %w", id, err)
	}
	found, err := json.Marshal(news.Found{
		Headline: cut(clean(d.Found.Headline), maxStoredDetail), Authors: cut(clean(d.Found.Authors), maxStoredDetail),
		Published: cut(clean(d.Found.Published), maxStoredDetail),
	})
	if err != nil {
		return fmt.Errorf("encode where article %d was found: %w", id, err)
	}
	_, err = t.exec(ctx, sqlPutDetails, int64(id), cut(clean(d.Kicker), maxStoredDetail), cut(clean(d.Place), maxStoredDetail),
		string(names), cut(clean(d.ImageCaption), maxStoredCaption), cut(clean(d.ImageCredit), maxStoredDetail), string(found))
	if err != nil {
		return fmt.Errorf("store the details of article %d: %w", id, err)
	}
	return nil
}

// knownKind is a kind of signature that this program knows: a file may name any.
func knownKind(k news.SignatureKind) news.SignatureKind {
	switch k {
	case news.SignedAgency, news.SignedOutlet, news.SignedDesk, news.SignedInitials:
		return k
	}
	return news.SignedOther
}

const sqlDropDetails = `DELETE FROM details WHERE article_id = $1`

// dropDetails forgets the details of an article that was taken down.
func (t tx) dropDetails(ctx context.Context, id news.ArticleID) error {
	if _, err := t.exec(ctx, sqlDropDetails, int64(id)); err != nil {
		return fmt.Errorf("drop the details of article %d: %w", id, err)
	}
	return nil
}

// A caption is text and ages with it; who signed and where is not.
const sqlDropCaption = `UPDATE details SET image_caption = '' WHERE article_id = $1`

const sqlDetails = `
	SELECT kicker, place, signed, image_caption, image_credit, found FROM details
	WHERE article_id = $1`

// Details returns what the page of an article says besides; nothing where the
// page was not read, or says nothing.
func (s *Store) Details(ctx context.Context, id news.ArticleID) (news.Details, error) {
	var d news.Details
	err := rows(ctx, s.read, sqlDetails, []any{int64(id)}, func(rs *sql.Rows) error {
		var signed, found string
		if err := rs.Scan(&d.Kicker, &d.Place, &signed, &d.ImageCaption, &d.ImageCredit, &found); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(signed), &d.Signed); err != nil {
			return err
		}
		if len(d.Signed) == 0 {
			d.Signed = nil
		}
		return json.Unmarshal([]byte(found), &d.Found)
	})
	if err != nil {
		return news.Details{}, fmt.Errorf("read the details of article %d: %w", id, err)
	}
	return d, nil
}
