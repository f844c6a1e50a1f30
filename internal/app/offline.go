package app

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"time"

	"github.com/overview-news/overview/internal/web"
)

const (
	// silentHosts is after how many different hosts without any answer it is
	// the network that is missing, not a host.
	silentHosts = 5
	// networkEvery is how often that is looked at. The log and the pages say
	// so within ten seconds.
	networkEvery = 2 * time.Second
)

// offline is what readers are told while nothing answers.
type offline struct {
	mu     sync.Mutex
	notice web.Notice
}

func (o *offline) set(n web.Notice) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.notice = n
}

func (o *offline) get() web.Notice {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.notice
}

// notice tells readers what they should know now.
func (a *App) notice() web.Notice {
	if a.cfg.replayed() {
		return web.Notice{Text: "Read from web archives: the clock started at " +
			a.cfg.Clock.Now.UTC().Format("2 January 2006, 15:04") + " UTC."}
	}
	if n := a.offline.get(); n != (web.Notice{}) {
		return n
	}
	if n := a.lists.notice(); n != (web.Notice{}) {
		return n
	}
	return a.keeper.notice()
}

// watchNetwork says in the log and on the pages when no host answers at all,
// and offers the sample day until one does.
func (a *App) watchNetwork(ctx context.Context) {
	ticker := time.NewTicker(networkEvery)
	defer ticker.Stop()
	var sampleAt string
	silent := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		reach := a.net.Reach()
		was := silent
		silent = reach.Hosts >= silentHosts
		switch {
		case silent && !was:
			a.log.Warn("no network: none of the hosts that were asked answers", "hosts", reach.Hosts)
			if sampleAt == "" {
				sampleAt = a.offerSample(ctx)
			}
			n := web.Notice{Offline: true,
				Text: "There is no network now. What was read before is here; new reports come when there is one.",
				Run:  fmt.Sprintf("None of the last %d hosts that were asked has answered. Overview goes on trying.", reach.Hosts)}
			if sampleAt != "" {
				n.Offer, n.Link = "Open an invented sample day instead", sampleAt
			}
			a.offline.set(n)
		case !silent && was:
			a.log.Info("the network answers again")
			a.offline.set(web.Notice{})
		}
	}
}

// offerSample serves the sample day on an address of its own, from a store of
// its own that is filled when somebody comes. It returns the address; "" where
// it cannot be served.
func (a *App) offerSample(ctx context.Context) string {
	if !a.cfg.loopback() {
		return ""
	}
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		a.log.Warn("the sample day cannot be served", "err", err)
		return ""
	}
	at := fmt.Sprintf("localhost:%d", listener.Addr().(*net.TCPAddr).Port)
	fill := sync.OnceValues(func() (*App, error) {
		return OpenDemo(ctx, a.log, a.version, DemoConfig{Data: filepath.Join(a.cfg.Store.Data, "sample-offered"), Addr: at})
	})
	srv := &http.Server{ReadHeaderTimeout: networkEvery, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		demo, err := fill()
		if err != nil {
			a.log.Error("the sample day cannot be made", "err", err)
			http.Error(w, "The sample day cannot be made; the log says why.", http.StatusInternalServerError)
			return
		}
		demo.handler.ServeHTTP(w, r)
	})}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = srv.Serve(listener) // ends with ErrServerClosed
	}()
	a.closers = append(a.closers, func() error {
		err := srv.Close()
		<-done
		if demo, fillErr := fill(); fillErr == nil {
			return demo.Close()
		}
		return err
	})
	return "http://" + at + "/"
}
