package engine

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestARM64 runs the tests of the arm64 kernels, and the hash of
// TestInvariance, on an emulated processor. It takes a minute and so is only
// run in CI; CI=true and Debian's qemu-user run it elsewhere.
func TestARM64(t *testing.T) {
	if os.Getenv("CI") == "" || runtime.GOARCH == "arm64" {
		t.Skip("set CI=true, and install the Debian package qemu-user, to test the arm64 kernels")
	}
	for _, p := range []struct{ folder, run string }{
		{"../kernel", "Mul|Best|Select|AddNorm|SSRU|Embed|Attend|Halve"},
		{".", "Invariance/sdot"},
	} {
		binary := filepath.Join(t.TempDir(), "test")
		build := exec.Command("go", "test", "-c", "-o", binary, p.folder)
		build.Env = append(os.Environ(), "GOARCH=arm64", "GOOS=linux", "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("build %s for arm64: %v\n%s", p.folder, err, out)
		}
		cmd := exec.Command("qemu-aarch64", "-cpu", "max", binary, "-test.v", "-test.run", p.run)
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "/sdot") { // else nothing was compared
			t.Errorf("tests of %s on arm64: %v\n%s", p.folder, err, out)
		}
	}
}
