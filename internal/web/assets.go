package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/overview-news/overview/geo"
	"github.com/overview-news/overview/internal/read"
)

// The scripts and styles, bundled from the folder web by its program. Their
// names hold a hash of their content.
//
//go:generate go run ../../web
//go:embed dist
var dist embed.FS

// assetNames are the addresses of what pages load.
type assetNames struct {
	App, Globe, Style, Icon string
	Map, Detail             string
}

type asset struct {
	kind string // media type
	body []byte
}

// assetSet is every file under /assets/.
type assetSet struct {
	names assetNames
	files map[string]asset // by address
}

// loadAssets reads the embedded files and the maps of package geo.
func loadAssets() (*assetSet, error) {
	set := &assetSet{files: map[string]asset{}}
	entries, err := fs.ReadDir(dist, "dist")
	if err != nil {
		return nil, fmt.Errorf("read embedded assets: %w", err)
	}
	for _, e := range entries {
		body, err := fs.ReadFile(dist, "dist/"+e.Name())
		if err != nil {
			return nil, fmt.Errorf("read embedded asset: %w", err)
		}
		address := "/assets/" + e.Name()
		set.files[address] = asset{kind: mediaType(e.Name()), body: body}
		set.name(address)
	}
	set.names.Map = set.add("outlines-low", geo.Outlines(geo.Low))
	set.names.Detail = set.add("outlines-high", geo.Outlines(geo.High))
	n := set.names
	if n.App == "" || n.Globe == "" || n.Style == "" || n.Icon == "" {
		return nil, fmt.Errorf("read embedded assets: one of app, globe, style, icon is missing in %d files", len(entries))
	}
	return set, nil
}

// name notes the address of a file that pages load, by the part of its name
// before the hash.
func (s *assetSet) name(address string) {
	stem, _, _ := strings.Cut(path.Base(address), "-")
	switch stem {
	case "app":
		s.names.App = address
	case "globe":
		s.names.Globe = address
	case "style":
		s.names.Style = address
	case "icon":
		s.names.Icon = address
	}
}

// add gives body an address with a hash.
func (s *assetSet) add(stem string, body []byte) string {
	sum := sha256.Sum256(body)
	address := "/assets/" + stem + "-" + hex.EncodeToString(sum[:5]) + ".bin"
	s.files[address] = asset{kind: "application/octet-stream", body: body}
	return address
}

func mediaType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "application/octet-stream"
}

// favicon sends browsers that ask by habit to the icon.
func (s *Site) favicon(http.ResponseWriter, *http.Request) error {
	return &read.Moved{Path: s.assets.names.Icon}
}

// asset answers with a file that never changes under its address.
func (s *Site) asset(w http.ResponseWriter, r *http.Request) error {
	a, ok := s.assets.files[r.URL.Path]
	if !ok {
		return errNotFound
	}
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, err := w.Write(a.body)
	return err
}
