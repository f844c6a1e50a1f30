package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"time"
)

// Limits of each phase of a live exchange. The sum of the phases may exceed
// the purpose's total, which ends the exchange in any case.
const (
	dialTimeout      = 10 * time.Second // resolving and connecting, all addresses of a name together
	fallbackDelay    = 300 * time.Millisecond
	handshakeTimeout = 10 * time.Second
	headerTimeout    = 20 * time.Second // from the request to the end of the answer's header
	idleTimeout      = 60 * time.Second
	maxHeaderBytes   = 128 << 10 // of an answer, interim (1xx) answers counted; some hosts set 300 cookies
	maxIdle          = 256       // connections kept open, of all hosts together
)

// LiveOptions are the settings of the network.
type LiveOptions struct {
	// Allow names ranges that may be contacted although they are not public:
	// for tests and for outlets inside an operator's own network.
	Allow []netip.Prefix
	// Resolver is the address (host:port) of a name server to ask in the
	// place of the system's.
	Resolver string
	// Roots are certificates trusted beside the system's, in PEM.
	Roots []byte
}

// Live is the network: a transport for [Client] that connects to public
// addresses only, ignores the environment's proxies, keeps no cookies and
// follows no redirects by itself.
type Live struct {
	transport *http.Transport
}

// NewLive returns the network under o.
func NewLive(o LiveOptions) (*Live, error) {
	roots, err := rootsOf(o.Roots)
	if err != nil {
		return nil, err
	}
	resolver, err := resolverOf(o.Resolver)
	if err != nil {
		return nil, err
	}
	dialer := &net.Dialer{
		Timeout: dialTimeout, FallbackDelay: fallbackDelay, KeepAlive: -1,
		Resolver: resolver, Control: guard{allow: o.Allow}.control,
	}
	return &Live{transport: &http.Transport{
		Proxy:                  nil,
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
		TLSHandshakeTimeout:    handshakeTimeout,
		ResponseHeaderTimeout:  headerTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
		DisableCompression:     true, // unpacked by us, within limits
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           maxIdle,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        idleTimeout,
	}}, nil
}

// rootsOf is the system's certificates and those in pem; nil means the
// system's alone.
func rootsOf(pem []byte) (*x509.CertPool, error) {
	if len(pem) == 0 {
		return nil, nil
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, errors.New("roots hold no certificate in PEM form")
	}
	return pool, nil
}

// resolverOf asks one name server; nil means the system's.
func resolverOf(address string) (*net.Resolver, error) {
	if address == "" {
		return nil, nil
	}
	if _, _, err := net.SplitHostPort(address); err != nil {
		return nil, fmt.Errorf("resolver %q: want host:port: %w", address, err)
	}
	return &net.Resolver{
		PreferGo: true,
		Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
			var d net.Dialer
			return d.DialContext(ctx, network, address)
		},
	}, nil
}

// RoundTrip makes one exchange.
func (l *Live) RoundTrip(r *http.Request) (*http.Response, error) {
	var handshake error
	trace := &httptrace.ClientTrace{TLSHandshakeDone: func(_ tls.ConnectionState, err error) { handshake = err }}
	res, err := l.transport.RoundTrip(r.WithContext(httptrace.WithClientTrace(r.Context(), trace)))
	if err != nil && handshake != nil && !isTimeout(err) && !isTimeout(handshake) && r.Context().Err() == nil {
		return nil, fmt.Errorf("%w: %w", errHandshake, err)
	}
	return res, err
}

// Close ends the connections that are kept open.
func (l *Live) Close() { l.transport.CloseIdleConnections() }
