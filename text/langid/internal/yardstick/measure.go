package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"
	"syscall"
)

// usage is what a process has used.
type usage struct {
	seconds float64 // of the processor, in the program and for it in the system
	peak    float64 // bytes resident at most
}

// report is what one identifier made of all sets.
type report struct {
	Name    string
	Answers map[string][]string // by set
	Micros  map[string]float64  // of the processor, by set, a text
	// Heap and Peak are in bytes: what it keeps once it has read the titles
	// and beginnings, and all of the process with the texts, at most. Heap is 0
	// for another program, and leaves out what packages set up before main, as
	// whatlanggo does with its profiles.
	Heap, Peak float64
}

// runAll runs each identifier in a process of its own.
func runAll(ctx context.Context, o options) ([]report, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	var reports []report
	for _, e := range allEngines() {
		if len(o.engines) > 0 && !slices.Contains(o.engines, e.name) || e.name == fastText && !haveFastText() {
			continue
		}
		args := []string{"-alone", e.name, "-shared", o.shared}
		if !e.slow || slices.Contains(o.engines, e.name) {
			args = append(args, "-lines", o.lines)
		} else {
			args = append(args, "-lines", "")
		}
		cmd := exec.CommandContext(ctx, self, args...)
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("run %s: %w", e.name, err)
		}
		var r report
		if err := json.Unmarshal(out, &r); err != nil {
			return nil, fmt.Errorf("read the answers of %s: %w", e.name, err)
		}
		reports = append(reports, r)
	}
	return reports, nil
}

// runAlone runs one identifier here and prints its report.
func runAlone(o options, sets []set, out io.Writer) error {
	at := slices.Index(names(), o.alone)
	if at < 0 {
		return fmt.Errorf("no identifier is called %q", o.alone)
	}
	e := allEngines()[at]
	if e.priors {
		sets = sets[:1] // of titles; with a text there is hardly anything left to know
		addPriors(sets[0].texts)
	}
	r := report{Name: e.name, Answers: map[string][]string{}, Micros: map[string]float64{}}
	measure := r.measureHere
	if e.program != nil {
		measure = r.measureProgram
	}
	if err := measure(e, sets); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(r)
}

func (r *report) measureProgram(e engine, sets []set) error {
	for _, s := range sets {
		labels, used, err := e.program(s.texts)
		if err != nil {
			return err
		}
		for i := range labels {
			labels[i] = canonical(labels[i])
		}
		r.Answers[s.name] = labels
		r.Micros[s.name] = used.seconds * 1e6
		r.Peak = max(r.Peak, used.peak)
	}
	return nil
}

func (r *report) measureHere(e engine, sets []set) error {
	before := liveHeap()
	identify := e.open()
	for _, s := range sets {
		if s.many {
			continue
		}
		for _, t := range s.texts { // what is loaded with the first texts is not their time
			identify(t)
		}
	}
	r.Heap = max(0, liveHeap()-before)
	for _, s := range sets {
		start := cpuSeconds()
		answers := make([]string, len(s.texts))
		for i, t := range s.texts {
			answers[i] = identify(t)
		}
		r.Micros[s.name] = (cpuSeconds() - start) * 1e6 / float64(len(s.texts))
		for i := range answers {
			answers[i] = canonical(answers[i])
		}
		r.Answers[s.name] = answers
	}
	r.Peak = peakResident()
	runtime.KeepAlive(identify)
	return nil
}

func liveHeap() float64 {
	runtime.GC()
	runtime.GC() // what finalizers held is gone the second time
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return float64(sample[0].Value.Uint64())
}

func rusage() syscall.Rusage {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err) // it has no way to fail for the own process
	}
	return r
}

func cpuSeconds() float64 {
	r := rusage()
	return float64(r.Utime.Sec+r.Stime.Sec) + float64(r.Utime.Usec+r.Stime.Usec)/1e6
}

// peakResident is in bytes; Linux counts in kilobytes.
func peakResident() float64 { return float64(rusage().Maxrss) * 1024 }

// load is the machine's load over the last minute, "unknown" where the system
// does not tell.
func load() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	first, _, _ := strings.Cut(string(b), " ")
	return first
}
