//go:build !unix

package apertium

import "os/exec"

// setGroup does nothing: there are no process groups here.
func setGroup(*exec.Cmd, int) {}

// killGroup does nothing: each process is killed by itself.
func killGroup(int) {}
