package metric

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// served is what the registry's handler answers.
func served(t *testing.T, r *Registry) string {
	t.Helper()
	w := httptest.NewRecorder()
	r.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	if w.Code != 200 {
		t.Fatalf("status = %d, want 200", w.Code)
	}
	return w.Body.String()
}

func TestMetricsAreServed(t *testing.T) {
	r := New()
	class := Label{Name: "class", Values: []string{"dns", "tls"}}
	c := r.Counter("fetches_total", "Requests made.", class)
	c.Inc("dns")
	c.Add(2, "https://stranger.example/")
	c.Inc()
	c.Add(-1, "tls")
	g := r.Gauge("hosts", "Hosts known.")
	g.Set(5)
	g.Add(-2)
	r.GaugeFunc("queue", "Rows due.", func() float64 { return 7 })
	r.Timer("fetch_seconds", "Time of a request.", class).Observe(20*time.Millisecond, "tls")
	r.Histogram("body_bytes", "Size of a body.", []float64{10, 100}).Observe(50)
	text := served(t, r)
	for _, want := range []string{
		`overview_fetches_total{class="dns"} 1`,
		`overview_fetches_total{class="other"} 3`,
		`overview_fetches_total{class="tls"} 0`,
		`overview_hosts 3`,
		`overview_queue 7`,
		`overview_fetch_seconds_bucket{class="tls",le="0.03"} 1`,
		`overview_body_bytes_bucket{le="100"} 1`,
		`go_goroutines `,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("metrics lack %q", want)
		}
	}
	if strings.Contains(text, "stranger") {
		t.Error("metrics hold a label value that was not declared")
	}
}

func TestWithoutRegistry(t *testing.T) {
	var r *Registry
	r.Counter("a_total", "A.").Inc()
	r.Gauge("b", "B.").Set(1)
	r.GaugeFunc("c", "C.", func() float64 { return 0 })
	r.Timer("d_seconds", "D.").Observe(time.Second)
	r.Histogram("e", "E.", nil).Observe(1)
}
