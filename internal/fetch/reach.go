package fetch

import (
	"sync"
	"time"
)

// Reach says whether anybody out there answers, so that a machine without a
// network can be told from a few hosts that are down.
type Reach struct {
	Answered   int64 // exchanges in which a host answered, whatever it said
	Unanswered int64 // exchanges that ended before a host answered
	// InARow is how many of the latest exchanges ended unanswered; Hosts is
	// how many different hosts those were with, as far as is kept.
	InARow, Hosts int64
	LastAnswer    time.Time // by the client's clock; zero if there was none
}

// maxSilent bounds the hosts that are told apart in a row of failures.
const maxSilent = 64

// reach counts exchanges.
type reach struct {
	mu     sync.Mutex
	now    Reach
	silent map[string]bool
}

// Reach is how the exchanges so far went.
func (c *Client) Reach() Reach {
	c.reach.mu.Lock()
	defer c.reach.mu.Unlock()
	return c.reach.now
}

func (r *reach) answered(at time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now.Answered++
	r.now.InARow, r.now.Hosts, r.now.LastAnswer = 0, 0, at
	r.silent = nil
}

// failed notes an exchange without an answer, unless the failure lies with us
// or shows that somebody was there.
func (r *reach) failed(host string, class Class) {
	switch class {
	case DNS, NameServer, Connect, Timeout, Offline, Unreachable:
	default:
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now.Unanswered++
	r.now.InARow++
	if r.silent == nil {
		r.silent = map[string]bool{}
	}
	if len(r.silent) < maxSilent {
		r.silent[host] = true
	}
	r.now.Hosts = int64(len(r.silent))
}
