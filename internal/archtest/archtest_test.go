package archtest

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/overview-news/overview/"

//go:embed layers.txt
var layersText string

// pkg is what go list says of a package.
type pkg struct {
	ImportPath   string
	GoFiles      []string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

// layers is the number of each package's layer, from 0 at the bottom.
func layers(t *testing.T) map[string]int {
	t.Helper()
	layer := map[string]int{}
	n := 0
	empty := true
	lines := bufio.NewScanner(strings.NewReader(layersText))
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "":
			if !empty {
				n++
			}
			empty = true
		default:
			if _, twice := layer[line]; twice {
				t.Errorf("layers.txt lists %s twice", line)
			}
			layer[line] = n
			empty = false
		}
	}
	return layer
}

func list(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,GoFiles,Imports,TestImports,XTestImports", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("read go list: %v", err)
		}
		pkgs = append(pkgs, p)
	}
	if len(pkgs) < 5 {
		t.Fatalf("go list found %d packages", len(pkgs))
	}
	return pkgs
}

func TestLayers(t *testing.T) {
	layer := layers(t)
	seen := map[string]bool{}
	for _, p := range list(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		seen[name] = true
		own, ok := layer[name]
		if !ok {
			t.Errorf("package %s is not in layers.txt", name)
			continue
		}
		for _, imported := range p.Imports {
			dep, ours := strings.CutPrefix(imported, module)
			if !ours {
				continue
			}
			if below, ok := layer[dep]; ok && below >= own {
				t.Errorf("%s (layer %d) imports %s (layer %d): only lower layers may be imported", name, own, dep, below)
			}
			if isTestPackage(dep) && !isTestPackage(name) {
				t.Errorf("%s imports %s, which is for tests", name, dep)
			}
		}
	}
	for name := range layer {
		if !seen[name] {
			t.Errorf("layers.txt lists %s, which does not exist", name)
		}
	}
}

// isTestPackage reports whether a package is only for tests, by its name.
func isTestPackage(name string) bool { return strings.HasSuffix(name, "test") }

// TestLibrariesKnowNothingOfOverview keeps the two halves of the house apart.
func TestLibrariesKnowNothingOfOverview(t *testing.T) {
	for _, p := range list(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		if strings.HasPrefix(name, "internal/") || strings.HasPrefix(name, "cmd/") {
			continue
		}
		for _, imported := range p.Imports {
			if strings.HasPrefix(imported, module+"internal/") {
				t.Errorf("library %s imports %s", name, imported)
			}
		}
	}
}
