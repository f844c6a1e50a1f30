// Package probe asks the web about outlets: which feeds a home page offers,
// and whether the feeds of a list still are what the list says.
//
// Both only propose. [Discover] names feeds that it fetched and read, each with
// what pointed to it; [Check] gives every feed one of nine states with its
// evidence and a suggestion. Nothing is changed in any list.
package probe

import (
	"context"

	"github.com/overview-news/overview/internal/fetch"
)

// Client asks the web.
type Client interface {
	Do(ctx context.Context, r fetch.Request) (*fetch.Response, error)
	RobotsFor(ctx context.Context, rawURL string) (fetch.RobotsInfo, error)
}

// Clock is the part of a clock that a prober needs.
type Clock interface {
	Work() (done func())
}
