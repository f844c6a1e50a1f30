//go:build unix

package nmt

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// userSeconds is the user time of the process: wall time says little on a
// shared machine.
func userSeconds() float64 {
	var r unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano()).Seconds()
}

// Resident is the resident memory of the process in bytes; 0 where that is not
// known (anywhere but on Linux).
func Resident() int64 {
	var size, resident int64
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	if _, err := fmt.Sscan(string(text), &size, &resident); err != nil {
		return 0
	}
	return resident * int64(os.Getpagesize())
}
