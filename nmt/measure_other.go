//go:build !unix

package nmt

import "time"

var started = time.Now()

// userSeconds is wall time where the system tells no other.
func userSeconds() float64 { return time.Since(started).Seconds() }

// Resident is the resident memory of the process in bytes; 0: unknown.
func Resident() int64 { return 0 }
