package app

import (
	"context"
	"errors"
	"strings"

	"github.com/overview-news/overview/internal/news"
)

// errNoReason is returned where something is to be hidden without a reason.
var errNoReason = errors.New("hiding needs a reason for the log: say why with --reason")

// Hide takes an article or an outlet down everywhere and for good, and logs
// why; see the store's Hide for what target may be. It returns how many
// articles it took down. It works beside a running server.
func (a *App) Hide(ctx context.Context, target, reason string) (int, error) {
	if strings.TrimSpace(reason) == "" {
		return 0, errNoReason
	}
	n, err := a.store.Hide(ctx, target, reason, a.clk.Now())
	if err == nil {
		a.log.Info("hidden", "target", target, "reason", reason, "articles", n)
	}
	return n, err
}

// Unhide takes back what Hide did, as far as it can, and returns how many
// articles came back.
func (a *App) Unhide(ctx context.Context, target, reason string) (int, error) {
	n, err := a.store.Unhide(ctx, target, a.clk.Now())
	if err == nil {
		a.log.Info("shown again", "target", target, "reason", reason, "articles", n)
	}
	return n, err
}

// EachHidden yields everything that is taken down, the oldest first.
func (a *App) EachHidden(ctx context.Context, yield func(news.Hidden) error) error {
	return a.store.EachHidden(ctx, yield)
}
