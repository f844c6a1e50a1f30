//go:build unix

package apertium

import (
	"os/exec"
	"syscall"
)

// setGroup puts cmd in the process group of leader, or makes it the leader of
// a new one if leader is 0.
func setGroup(cmd *exec.Cmd, leader int) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pgid: leader}
}

// killGroup ends every process of a group.
func killGroup(leader int) {
	_ = syscall.Kill(-leader, syscall.SIGKILL) // gone already is as good
}
