// Command web bundles the browser's part: it turns the scripts and styles of
// this folder, and the style beside each page's template, into the files of
// internal/web/dist that the binary embeds. Names hold a hash of the content,
// so that browsers may keep them for ever. The same input gives the same bytes
// on every machine; a test compares them with what is committed.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	files, err := build(root)
	if err != nil {
		return err
	}
	dist := filepath.Join(root, "internal", "web", "dist")
	if err := os.RemoveAll(dist); err != nil {
		return fmt.Errorf("empty %s: %w", dist, err)
	}
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return fmt.Errorf("make %s: %w", dist, err)
	}
	for name, body := range files {
		if err := os.WriteFile(filepath.Join(dist, name), body, 0o644); err != nil {
			return fmt.Errorf("write asset: %w", err)
		}
	}
	return nil
}

// moduleRoot is the nearest parent folder with a go.mod.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no go.mod above the current folder")
		}
		dir = parent
	}
}

// build returns the content of dist by file name.
func build(root string) (map[string][]byte, error) {
	web := filepath.Join(root, "web")
	result := api.Build(api.BuildOptions{
		AbsWorkingDir: web,
		EntryPoints:   []string{"app.ts", "globe.ts", "style/style.css"},
		Outdir:        filepath.Join(web, "out"), // nothing is written there
		Bundle:        true,
		Format:        api.FormatESModule,
		// Baseline 2024: what light-dark() and :has() need anyway.
		Engines: []api.Engine{
			{Name: api.EngineChrome, Version: "123"},
			{Name: api.EngineFirefox, Version: "121"},
			{Name: api.EngineSafari, Version: "17.5"},
		},
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		LogLevel:          api.LogLevelSilent,
		Write:             false,
	})
	if len(result.Errors) > 0 {
		lines := api.FormatMessages(result.Errors, api.FormatMessagesOptions{Kind: api.ErrorMessage})
		return nil, errors.New(strings.Join(lines, ""))
	}
	files := map[string][]byte{}
	for _, f := range result.OutputFiles {
		files[hashed(filepath.Base(f.Path), f.Contents)] = f.Contents
	}
	icon, err := os.ReadFile(filepath.Join(web, "icon.svg"))
	if err != nil {
		return nil, fmt.Errorf("read icon: %w", err)
	}
	files[hashed("icon.svg", icon)] = icon
	return files, nil
}

// hashed puts a hash of body before name's extension.
func hashed(name string, body []byte) string {
	sum := sha256.Sum256(body)
	ext := filepath.Ext(name)
	return strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:5]) + ext
}
