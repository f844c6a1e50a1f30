// Package server answers HTTP requests: it routes them to pages and feeds and
// adds what every answer needs. Security headers stand on all of them, also on
// errors and on "not modified"; pages are kept for a moment, compressed once
// and given an ETag; a panic becomes an error page; stopping waits for the
// requests that are under way.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Routes are the handlers behind the server.
type Routes struct {
	Pages http.Handler // everything that no other handler answers
	Feeds http.Handler // addresses that end in .rss or .csv
	API   http.Handler // below /api/; nil if there is none
	// Metrics answers /metrics; nil hides it.
	Metrics http.Handler
	// Problem writes the page for a request that could not be answered.
	Problem func(w http.ResponseWriter, r *http.Request, status int)
	// Params are the query parameters that Pages and Feeds read. Others are
	// dropped, so that they can neither fill the cache nor poison it.
	Params []string
	// Posts are the addresses of Pages that take POST. It is refused at every
	// other one, and from pages of other sites.
	Posts []string
}

// Options says how to serve.
type Options struct {
	// Hosts are the names that requests may carry, without port. Empty allows
	// any. A private installation allows only its own, because a page of
	// another site could otherwise reach it under a name of its own.
	Hosts []string
	// TLS says that readers come over HTTPS, so that they may be told to
	// stay with it.
	TLS bool
	// Ready reports why the server cannot answer readers yet; nil is ready.
	Ready func(ctx context.Context) error
	// Fresh is how long a page may be repeated without making it again.
	// The default is defaultFresh.
	Fresh time.Duration
	// Wall is the machine's clock, by which pages age; time.Now if nil. It is
	// not the clock of the news, which may stand still.
	Wall func() time.Time
}

// Limits of the connections. Slow ones cost a goroutine and a buffer each.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 60 * time.Second // a slow phone, the largest page
	idleTimeout       = 90 * time.Second
	maxHeaderBytes    = 32 << 10
	maxBodyBytes      = 1 << 20
	stopTimeout       = 15 * time.Second
	defaultFresh      = 5 * time.Second
)

// Server answers readers.
type Server struct {
	log     *slog.Logger
	routes  Routes
	opts    Options
	cache   *cache
	limiter *limiter
	handler http.Handler
}

// New returns a server of routes.
func New(log *slog.Logger, routes Routes, opts Options) *Server {
	if opts.Fresh <= 0 {
		opts.Fresh = defaultFresh
	}
	if opts.Wall == nil {
		opts.Wall = time.Now
	}
	s := &Server{log: log, routes: routes, opts: opts}
	s.cache = newCache(opts.Wall, opts.Fresh)
	s.limiter = newLimiter(opts.Wall)
	protect := http.NewCrossOriginProtection()
	protect.SetDenyHandler(s.problem(http.StatusForbidden))
	s.handler = s.logged(s.headers(s.caught(s.checked(protect.Handler(http.HandlerFunc(s.route))))))
	return s
}

// ServeHTTP answers a request, with all that surrounds the handlers.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Serve answers on l until ctx ends, then waits for requests under way.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler: s, ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout,
		WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeaderBytes,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	serving, end := context.WithCancel(ctx)
	defer end() // also when serving ends by an error of its own
	stopped := make(chan error, 1)
	go func() {
		<-serving.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		defer cancel()
		stopped <- srv.Shutdown(grace)
	}()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		end()
		<-stopped
		return fmt.Errorf("serve on %s: %w", l.Addr(), err)
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("stop serving on %s: %w", l.Addr(), err)
	}
	return nil
}

// route chooses the handler of a request.
func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	switch {
	case path == "/healthz":
		plain(w, http.StatusOK, "alive\n")
	case path == "/readyz":
		s.ready(w, r)
	case path == "/metrics" && s.routes.Metrics != nil:
		s.routes.Metrics.ServeHTTP(w, r)
	case s.routes.API != nil && strings.HasPrefix(path, "/api/"):
		s.routes.API.ServeHTTP(w, r)
	case r.Method == http.MethodPost && slices.Contains(s.routes.Posts, path):
		s.routes.Pages.ServeHTTP(w, r)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		s.routes.Problem(w, r, http.StatusMethodNotAllowed)
	case path == "/search" && !s.limiter.allow(r):
		w.Header().Set("Retry-After", "2")
		s.routes.Problem(w, r, http.StatusTooManyRequests)
	case path != "/" && strings.HasSuffix(path, "/"):
		withoutSlash(w, r)
	default:
		h := s.routes.Pages
		if (strings.HasSuffix(path, ".rss") || strings.HasSuffix(path, ".csv")) && s.routes.Feeds != nil {
			h = s.routes.Feeds
		}
		s.cache.serve(w, s.meant(r), h)
	}
}

// withoutSlash sends readers who typed a slash behind an address to the page
// itself. The path that is named begins with one slash, so that no other site
// can be: "//other.example/" is a page of ours that does not exist.
func withoutSlash(w http.ResponseWriter, r *http.Request) {
	to := url.URL{Path: "/" + strings.Trim(r.URL.Path, "/"), RawQuery: r.URL.RawQuery}
	if raw := r.URL.RawPath; raw != "" {
		to.RawPath = "/" + strings.Trim(raw, "/")
	}
	http.Redirect(w, r, to.String(), http.StatusPermanentRedirect)
}

// ready says whether the server can answer readers.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	if s.opts.Ready != nil {
		if err := s.opts.Ready(r.Context()); err != nil {
			s.log.Warn("not ready", "error", err)
			plain(w, http.StatusServiceUnavailable, "not ready\n")
			return
		}
	}
	plain(w, http.StatusOK, "ready\n")
}

func plain(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body)) // the reader may have gone
}

// meant is r with only the query parameters that handlers read, in order.
func (s *Server) meant(r *http.Request) *http.Request {
	if r.URL.RawQuery == "" {
		return r
	}
	q := r.URL.Query()
	for name := range q {
		if !slices.Contains(s.routes.Params, name) || q.Get(name) == "" {
			q.Del(name)
			continue
		}
		q[name] = q[name][:1]
	}
	out := r.Clone(r.Context())
	out.URL.RawQuery = q.Encode() // sorted by name
	return out
}
