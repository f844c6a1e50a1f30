package server

import (
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// Searching costs more than reading: a client may ask searchRate times a
// second, and searchBurst times at once.
const (
	searchRate  = 2.0
	searchBurst = 10.0
	maxClients  = 10_000 // remembered at once; the rest share one allowance
)

// limiter gives each client an allowance that grows with time.
type limiter struct {
	wall func() time.Time

	mu      sync.Mutex
	clients map[netip.Prefix]*allowance
	forgot  time.Time // when full allowances were last dropped
}

type allowance struct {
	left float64
	at   time.Time
}

func newLimiter(wall func() time.Time) *limiter {
	return &limiter{wall: wall, clients: map[netip.Prefix]*allowance{}}
}

// allow reports whether the client of r may search now. The machine itself
// always may; a proxy on it must limit its own clients.
func (l *limiter) allow(r *http.Request) bool {
	client, local := clientOf(r.RemoteAddr)
	if local {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.wall()
	a := l.clients[client]
	if a == nil {
		if len(l.clients) >= maxClients {
			l.forget(now)
		}
		if len(l.clients) >= maxClients {
			client = netip.Prefix{} // shared by all that do not fit
			a = l.clients[client]
		}
		if a == nil {
			a = &allowance{left: searchBurst, at: now}
			l.clients[client] = a
		}
	}
	a.left = min(searchBurst, a.left+now.Sub(a.at).Seconds()*searchRate)
	a.at = now
	if a.left < 1 {
		return false
	}
	a.left--
	return true
}

// forget drops the clients whose allowance is full again; at most once a
// second, because it looks at them all.
func (l *limiter) forget(now time.Time) {
	if now.Sub(l.forgot) < time.Second {
		return
	}
	l.forgot = now
	for client, a := range l.clients {
		if a.left+now.Sub(a.at).Seconds()*searchRate >= searchBurst {
			delete(l.clients, client)
		}
	}
}

// clientOf is the network that a request comes from: an IPv4 address, or the
// /64 that one IPv6 customer has.
func clientOf(remote string) (client netip.Prefix, local bool) {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return netip.Prefix{}, false
	}
	addr = addr.Unmap().WithZone("")
	bits := 32
	if addr.Is6() {
		bits = 64
	}
	client, err = addr.Prefix(bits)
	if err != nil {
		return netip.Prefix{}, false
	}
	return client, addr.IsLoopback()
}
