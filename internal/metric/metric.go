// Package metric counts and times what Overview does, for Prometheus.
//
// Labels are bounded: each metric names the values that its labels may have
// when it is made, and whatever else comes is counted as "other". So nothing
// that a stranger writes (a host, an address, a reason) can grow the number
// of series.
//
// Every constructor also works on a nil *Registry: the metric then counts for
// nobody, which is what most tests want.
package metric

import (
	"net/http"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Other is the value that stands for every value that was not declared.
const Other = "other"

// namespace begins the name of every metric.
const namespace = "overview"

// Registry holds the metrics of one process.
type Registry struct {
	prom *prometheus.Registry
}

// New returns a registry that has the figures of the Go runtime and of the
// process in it.
func New() *Registry {
	r := &Registry{prom: prometheus.NewRegistry()}
	r.prom.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return r
}

// Handler serves the metrics in Prometheus' text format.
func (r *Registry) Handler() http.Handler {
	return promhttp.HandlerFor(r.prom, promhttp.HandlerOpts{MaxRequestsInFlight: 4})
}

// Label is a label with all the values that it may have.
type Label struct {
	Name   string
	Values []string
}

// Counter counts events, apart by labels.
type Counter struct {
	labels []Label
	vec    *prometheus.CounterVec
}

// Counter makes a counter named overview_<name>, which should end in _total.
// Every combination of label values is there from the start, at zero. A name
// that is taken is a mistake in the program, and panics.
func (r *Registry) Counter(name, help string, labels ...Label) *Counter {
	c := &Counter{labels: labels, vec: prometheus.NewCounterVec(prometheus.CounterOpts{
		Namespace: namespace, Name: name, Help: help,
	}, names(labels))}
	r.register(c.vec)
	for _, values := range combinations(labels) {
		c.vec.WithLabelValues(values...)
	}
	return c
}

// Inc counts one event. Values are in the order of the labels.
func (c *Counter) Inc(values ...string) { c.Add(1, values...) }

// Add counts n events; a negative n counts nothing.
func (c *Counter) Add(n float64, values ...string) {
	if n > 0 {
		c.vec.WithLabelValues(bound(c.labels, values)...).Add(n)
	}
}

// Gauge is a figure that rises and falls.
type Gauge struct {
	labels []Label
	vec    *prometheus.GaugeVec
}

// Gauge makes a gauge named overview_<name>.
func (r *Registry) Gauge(name, help string, labels ...Label) *Gauge {
	g := &Gauge{labels: labels, vec: prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Namespace: namespace, Name: name, Help: help,
	}, names(labels))}
	r.register(g.vec)
	return g
}

// Set makes the figure x.
func (g *Gauge) Set(x float64, values ...string) {
	g.vec.WithLabelValues(bound(g.labels, values)...).Set(x)
}

// Add changes the figure by x.
func (g *Gauge) Add(x float64, values ...string) {
	g.vec.WithLabelValues(bound(g.labels, values)...).Add(x)
}

// GaugeFunc makes a gauge named overview_<name> that asks read whenever it is
// looked at. read is called from several goroutines.
func (r *Registry) GaugeFunc(name, help string, read func() float64) {
	r.register(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, read))
}

// Timer records how long things take.
type Timer struct {
	labels []Label
	vec    *prometheus.HistogramVec
}

// timerBuckets reach from a database row (1 ms) to a host that hangs (30 s)
// and a model that is loaded (2 min), in seconds.
var timerBuckets = []float64{.001, .003, .01, .03, .1, .3, 1, 3, 10, 30, 120}

// Timer makes a histogram of seconds named overview_<name>, which should end
// in _seconds.
func (r *Registry) Timer(name, help string, labels ...Label) *Timer {
	t := &Timer{labels: labels, vec: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: namespace, Name: name, Help: help, Buckets: timerBuckets,
	}, names(labels))}
	r.register(t.vec)
	return t
}

// Observe records that something took d.
func (t *Timer) Observe(d time.Duration, values ...string) {
	t.vec.WithLabelValues(bound(t.labels, values)...).Observe(d.Seconds())
}

// Histogram records sizes.
type Histogram struct {
	labels []Label
	vec    *prometheus.HistogramVec
}

// Histogram makes a histogram named overview_<name> with upper bounds in
// buckets, ascending.
func (r *Registry) Histogram(name, help string, buckets []float64, labels ...Label) *Histogram {
	h := &Histogram{labels: labels, vec: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: namespace, Name: name, Help: help, Buckets: buckets,
	}, names(labels))}
	r.register(h.vec)
	return h
}

// Observe records x.
func (h *Histogram) Observe(x float64, values ...string) {
	h.vec.WithLabelValues(bound(h.labels, values)...).Observe(x)
}

func (r *Registry) register(c prometheus.Collector) {
	if r != nil {
		r.prom.MustRegister(c)
	}
}

func names(labels []Label) []string {
	out := make([]string, len(labels))
	for i, l := range labels {
		out[i] = l.Name
	}
	return out
}

// bound puts Other in the place of values that were not declared and of
// values that are missing.
func bound(labels []Label, values []string) []string {
	out := make([]string, len(labels))
	for i, l := range labels {
		out[i] = Other
		if i < len(values) && slices.Contains(l.Values, values[i]) {
			out[i] = values[i]
		}
	}
	return out
}

// combinations lists every combination of declared values.
func combinations(labels []Label) [][]string {
	out := [][]string{nil}
	for _, l := range labels {
		var next [][]string
		for _, head := range out {
			for _, v := range l.Values {
				next = append(next, append(slices.Clone(head), v))
			}
		}
		out = next
	}
	return out
}
