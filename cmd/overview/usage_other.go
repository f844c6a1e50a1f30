//go:build !unix

package main

import (
	"runtime"
	"time"
)

// processorSeconds is the time of day: this system does not tell what the
// process has used.
func processorSeconds() float64 { return float64(time.Now().UnixNano()) / 1e9 }

// residentBytes is the memory that the Go runtime holds.
func residentBytes() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}
