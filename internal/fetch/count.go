package fetch

import (
	"errors"
	"time"

	"github.com/overview-news/overview/internal/metric"
)

// counters are what operators see of the client.
type counters struct {
	requests *metric.Counter
	seconds  *metric.Timer
	unpacked *metric.Counter
}

func newCounters(r *metric.Registry) counters {
	purpose := metric.Label{Name: "purpose"}
	for _, p := range purposes {
		purpose.Values = append(purpose.Values, p.name)
	}
	outcome := metric.Label{Name: "outcome", Values: []string{"ok", "not-modified"}}
	for _, c := range Classes() {
		outcome.Values = append(outcome.Values, string(c))
	}
	return counters{
		requests: r.Counter("fetch_requests_total", "Requests for documents, by what came of them.", purpose, outcome),
		seconds:  r.Timer("fetch_seconds", "Real time of a request, waiting included.", purpose),
		unpacked: r.Counter("fetch_bytes_total", "Bytes of bodies after decompression."),
	}
}

func (c counters) done(p Purpose, res *Response, e *Error, took time.Duration) {
	outcome := "ok"
	switch {
	case e != nil:
		outcome = string(e.Class)
	case res.NotModified:
		outcome = "not-modified"
	}
	c.requests.Inc(p.String(), outcome)
	c.seconds.Observe(took, p.String())
}

func (c counters) bytes(n int) { c.unpacked.Add(float64(n)) }

// ClassOf is the class of an error from Do, or "" if err is none.
func ClassOf(err error) Class {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Class
	}
	return ""
}
