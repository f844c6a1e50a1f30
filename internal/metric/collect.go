package metric

import (
	"slices"

	"github.com/prometheus/client_golang/prometheus"
)

// LabelledFunc makes a gauge named overview_<name> with one label that asks
// read for all its figures whenever it is looked at. Values that the label
// does not declare are left out. read is called from several goroutines.
func (r *Registry) LabelledFunc(name, help string, label Label, read func() map[string]float64) {
	desc := prometheus.NewDesc(namespace+"_"+name, help, []string{label.Name}, nil)
	r.register(&labelledFunc{desc: desc, label: label, read: read})
}

// labelledFunc is a collector that asks a function.
type labelledFunc struct {
	desc  *prometheus.Desc
	label Label
	read  func() map[string]float64
}

// Describe names the figure.
func (l *labelledFunc) Describe(out chan<- *prometheus.Desc) { out <- l.desc }

// Collect asks for the figures.
func (l *labelledFunc) Collect(out chan<- prometheus.Metric) {
	for value, x := range l.read() {
		if slices.Contains(l.label.Values, value) {
			out <- prometheus.MustNewConstMetric(l.desc, prometheus.GaugeValue, x, value)
		}
	}
}
