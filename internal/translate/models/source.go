package models

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/overview-news/overview/internal/fetch"
)

// Web is the part of a [fetch.Client] that this package needs.
type Web interface {
	Do(ctx context.Context, r fetch.Request) (*fetch.Response, error)
	Download(ctx context.Context, d fetch.Download, begin func(offset int64) (io.Writer, error)) (int64, error)
}

// Source is a registry of models: where its lists are, the first that answers
// counts, and where the files are.
type Source struct {
	Lists []string
	// Files is the address that the locations in a list are below. A
	// models.json may name its own where it is empty.
	Files string
}

// Mozilla's registry. The list of Remote Settings has two hashes for every
// file; the other one is asked only if that cannot be had.
const (
	mozillaRecords = "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"
	mozillaFiles   = "https://firefox-settings-attachments.cdn.mozilla.net"
	mozillaModels  = "https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data/db/models.json"
	trainingFiles  = "https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data"
)

// Sources are the registries to ask, in order: Mozilla's, or the mirror where
// there is one and then nothing else. A mirror is an address with records.json
// (the answer of Remote Settings) or models.json below it, and the files where
// the list says, below it as well.
func Sources(mirror string) ([]Source, error) {
	if mirror == "" {
		return []Source{
			{Lists: []string{mozillaRecords}, Files: mozillaFiles},
			{Lists: []string{mozillaModels}, Files: trainingFiles},
		}, nil
	}
	u, err := url.Parse(mirror)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("mirror %q is not an http or https address", mirror)
	}
	mirror = strings.TrimRight(mirror, "/")
	return []Source{{Lists: []string{mirror + "/records.json", mirror + "/models.json"}, Files: mirror}}, nil
}

// Releases asks the registries for their models, in the order of choice; the
// first that answers with at least one counts.
func Releases(ctx context.Context, web Web, sources []Source) ([]Release, error) {
	var errs []error
	for _, s := range sources {
		for _, list := range s.Lists {
			releases, err := s.list(ctx, web, list)
			if err == nil {
				return releases, nil
			}
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			errs = append(errs, err)
		}
	}
	return nil, fmt.Errorf("ask for the list of models: %w", errors.Join(errs...))
}

func (s Source) list(ctx context.Context, web Web, address string) ([]Release, error) {
	answer, err := web.Do(ctx, fetch.Request{URL: address, Purpose: fetch.Model, MaxBytes: maxIndex, Trusted: true})
	if err != nil {
		return nil, err
	}
	if answer.Status != http.StatusOK {
		return nil, fmt.Errorf("%s: status %d", address, answer.Status)
	}
	releases, err := parseIndex(answer.Body, s.Files)
	if err == nil && len(releases) == 0 {
		err = errors.New("it has no model that translates into English")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	return releases, nil
}
