package models

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/overview-news/overview/internal/clock"
	"github.com/overview-news/overview/internal/fetch"
)

var noon = time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)

// registry is an invented registry on this machine.
type registry struct {
	*httptest.Server
	mu    sync.Mutex
	files map[string][]byte // by path
	asked []string          // path and range of each request
	// answer may answer a request in the place of the files.
	answer func(w http.ResponseWriter, r *http.Request) bool
}

func newRegistry(t *testing.T) *registry {
	t.Helper()
	g := &registry{files: map[string][]byte{}}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.asked = append(g.asked, r.URL.Path+" "+r.Header.Get("Range"))
		if g.answer != nil && g.answer(w, r) {
			return
		}
		body, ok := g.files[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	}))
	t.Cleanup(g.Close)
	return g
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

func zst(t *testing.T, plain []byte) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(plain, nil)
}

// noise is n bytes that no packing makes smaller.
func noise(n int, seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// publish lists a version of es-en/tiny with invented files, and returns them.
func (g *registry) publish(t *testing.T, version string, seed uint64) map[Kind][]byte {
	t.Helper()
	plain := map[Kind][]byte{Weights: noise(300_000, seed), Vocab: noise(20_000, seed+1), Shortlist: noise(10_000, seed+2)}
	var records []map[string]any
	for kind, b := range plain {
		packed := zst(t, b)
		location := "main/" + string(kind) + version + ".zst"
		g.files["/"+location] = packed
		records = append(records, map[string]any{
			"sourceLanguage": "es", "targetLanguage": "en", "architecture": "tiny", "version": version, "fileType": kind,
			"decompressedSize": len(b), "decompressedHash": sum(b),
			"attachment": map[string]any{"hash": sum(packed), "size": len(packed), "location": location},
		})
	}
	raw, err := json.Marshal(map[string]any{"data": records})
	if err != nil {
		t.Fatal(err)
	}
	g.files["/records.json"] = raw
	return plain
}

// sources is the registry as a mirror.
func (g *registry) sources(t *testing.T) []Source {
	t.Helper()
	s, err := Sources(g.URL)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// web is the real client over this machine's network, whose pauses take no
// time.
func web(t *testing.T) Web {
	t.Helper()
	live, err := fetch.NewLive(fetch.LiveOptions{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(live.Close)
	clk := clock.NewStopped(noon)
	t.Cleanup(clk.Work())
	c, err := fetch.New(nil, clk, live, fetch.Options{Contact: "https://operator.example/bot"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func folder(t *testing.T) *Folder {
	t.Helper()
	return Open(slog.New(slog.DiscardHandler), func() time.Time { return noon }, filepath.Join(t.TempDir(), "models"))
}

// whole fails the test unless the model's files are plain.
func whole(t *testing.T, m Model, plain map[Kind][]byte) {
	t.Helper()
	if m.Problem != "" || m.Name() != "es-en/tiny" || len(m.Files) != len(plain) {
		t.Fatalf("model %+v, want es-en/tiny with %d files", m, len(plain))
	}
	for kind, want := range plain {
		if got, err := os.ReadFile(m.path(kind)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s has %d bytes (%v), want %d", kind, len(got), err, len(want))
		}
	}
	if err := m.Intact(t.Context()); err != nil {
		t.Error(err)
	}
}

// nothing fails the test if there is a model, or half of one.
func nothing(t *testing.T, f *Folder) {
	t.Helper()
	if m, err := f.Models(); err != nil || len(m) != 0 {
		t.Errorf("Models() = %+v, %v, want none", m, err)
	}
	if _, err := os.Stat(filepath.Join(f.Dir(), "es-en", "tiny")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("half a model is in its place: %v", err)
	}
}

func TestPull(t *testing.T) {
	g, f := newRegistry(t), folder(t)
	plain := g.publish(t, "3.0", 1)
	var last, total int64
	m, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es", Progress: func(d, n int64) { last, total = d, n }})
	if err != nil {
		t.Fatal(err)
	}
	whole(t, m, plain)
	if last != total || total < 300_000 {
		t.Errorf("progress ended at %d of %d", last, total)
	}
	if m.Usable() {
		t.Error("a model is usable before it was verified")
	}
	if err := f.SetVerdict(m, Verdict{Passed: true}); err != nil {
		t.Fatal(err)
	}
	g.asked = nil
	again, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"})
	if err != nil || !again.Usable() || len(g.asked) != 1 {
		t.Errorf("Pull again = %+v, %v after %v, want the verified model after a look at the list", again, err, g.asked)
	}
	if left, _ := filepath.Glob(filepath.Join(f.Dir(), pullFolder, "*-*-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := f.Remove(m); err != nil {
		t.Fatal(err)
	}
	nothing(t, f)
}

func TestPullModelsJSON(t *testing.T) {
	g, f := newRegistry(t), folder(t)
	plain := map[Kind][]byte{Weights: noise(50_000, 1), SourceVocab: noise(5_000, 2), TargetVocab: noise(5_000, 3)}
	gz := func(b []byte) []byte {
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		_, _ = w.Write(b)
		_ = w.Close()
		return out.Bytes()
	}
	list := `{"models":{"es-en":[{"architecture":"tiny","releaseStatus":"Release","sourceLanguage":"es","targetLanguage":"en","files":{
		"model":{"path":"m.gz","uncompressedSize":50000,"uncompressedHash":"` + sum(plain[Weights]) + `"},
		"srcVocab":{"path":"s.gz"},"trgVocab":{"path":"t.gz"}}}]}}`
	g.files = map[string][]byte{"/models.json": []byte(list),
		"/m.gz": gz(plain[Weights]), "/s.gz": gz(plain[SourceVocab]), "/t.gz": gz(plain[TargetVocab])}
	m, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"})
	if err != nil {
		t.Fatal(err)
	}
	whole(t, m, plain)
	// A vocabulary that was replaced afterwards is not taken silently.
	if err := f.Remove(m); err != nil {
		t.Fatal(err)
	}
	g.files["/s.gz"] = gz(noise(6_000, 9))
	if _, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"}); !errors.Is(err, ErrPinned) {
		t.Errorf("Pull with another vocabulary: %v, want %v", err, ErrPinned)
	}
	nothing(t, f)
}

func TestPullGoesOnWhereItBrokeOff(t *testing.T) {
	g, f := newRegistry(t), folder(t)
	plain := g.publish(t, "3.0", 1)
	cuts := 0
	g.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(r.URL.Path, "model3.0") || cuts >= 2 {
			return false
		}
		cuts++
		http.ServeContent(&brief{ResponseWriter: w, left: 100_000}, r, "", time.Time{}, bytes.NewReader(g.files[r.URL.Path]))
		panic(http.ErrAbortHandler)
	}
	m, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"})
	if err != nil {
		t.Fatal(err)
	}
	whole(t, m, plain)
	ranges := 0
	for _, a := range g.asked {
		if strings.Contains(a, "bytes=") && !strings.Contains(a, "bytes=0-") {
			ranges++
		}
	}
	if cuts != 2 || ranges == 0 {
		t.Errorf("%d cuts and %d requests for the rest: %v", cuts, ranges, g.asked)
	}
}

// brief sends a while and no more.
type brief struct {
	http.ResponseWriter
	left int
}

func (b *brief) Write(p []byte) (int, error) {
	n := min(len(p), b.left)
	b.left -= n
	_, _ = b.ResponseWriter.Write(p[:n])
	if f, ok := b.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
	if n < len(p) {
		return n, errors.New("line broke")
	}
	return n, nil
}

// What a broken pull left and what the registry sends later may not belong
// together.
func TestPullBeginsAgainOverAWrongPart(t *testing.T) {
	g, f := newRegistry(t), folder(t)
	plain := g.publish(t, "3.0", 1)
	stage := filepath.Join(f.Dir(), pullFolder, "es-en-tiny")
	if err := os.MkdirAll(stage, 0o755); err != nil {
		t.Fatal(err)
	}
	for kind, n := range map[Kind]int{Weights: 1000, Vocab: 19_999, Shortlist: 900_000} {
		if err := os.WriteFile(filepath.Join(stage, fileName(kind, "es")+".part"), noise(n, 77), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"})
	if err != nil {
		t.Fatal(err)
	}
	whole(t, m, plain)
}

func TestPullRefuses(t *testing.T) {
	bomb := make([]byte, 5<<20)
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, g *registry)
		want   string
	}{
		{"another file", func(t *testing.T, g *registry) { g.files["/main/model3.0.zst"] = zst(t, noise(300_000, 5)) }, "not what the registry says"},
		{"cut off", func(_ *testing.T, g *registry) {
			g.files["/main/model3.0.zst"] = g.files["/main/model3.0.zst"][:1000]
		}, "not what the registry says"},
		{"too long", func(_ *testing.T, g *registry) {
			g.files["/main/model3.0.zst"] = append(g.files["/main/model3.0.zst"], 1, 2, 3)
		}, "too large"},
		{"unpacks to something else", func(t *testing.T, g *registry) { g.swap(t, "model", noise(300_000, 6)) }, "not what the registry says"},
		{"unpacks to too much", func(t *testing.T, g *registry) { g.swap(t, "vocab", bomb) }, "larger than it should be"},
		{"file missing", func(_ *testing.T, g *registry) { delete(g.files, "/main/vocab3.0.zst") }, "nothing at this address"},
		{"list missing", func(_ *testing.T, g *registry) { delete(g.files, "/records.json") }, "nothing at this address"},
		{"list is a page", func(_ *testing.T, g *registry) { g.files["/records.json"] = []byte("<html>sign in</html>") }, "read the list"},
		{"list is endless", func(_ *testing.T, g *registry) {
			g.answer = func(w http.ResponseWriter, r *http.Request) bool {
				for {
					if _, err := w.Write(make([]byte, 1<<20)); err != nil {
						return true
					}
				}
			}
		}, "too large"},
		{"errors", func(_ *testing.T, g *registry) {
			g.answer = func(w http.ResponseWriter, r *http.Request) bool { w.WriteHeader(500); return true }
		}, "status 500"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g, f := newRegistry(t), folder(t)
			g.publish(t, "3.0", 1)
			tt.change(t, g)
			_, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Pull: %v, want %q in it", err, tt.want)
			}
			nothing(t, f)
		})
	}
}

// swap replaces a file by one whose packed form the list describes rightly.
func (g *registry) swap(t *testing.T, kind string, plain []byte) {
	t.Helper()
	path := "/main/" + kind + "3.0.zst"
	packed := zst(t, plain)
	var index map[string][]map[string]any
	if err := json.Unmarshal(g.files["/records.json"], &index); err != nil {
		t.Fatal(err)
	}
	for _, r := range index["data"] {
		if r["fileType"] == kind {
			a := r["attachment"].(map[string]any)
			a["hash"], a["size"] = sum(packed), len(packed)
		}
	}
	g.files[path] = packed
	g.files["/records.json"], _ = json.Marshal(index)
}

func TestPins(t *testing.T) {
	g, f := newRegistry(t), folder(t)
	first := g.publish(t, "3.0", 1)
	m, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"})
	if err != nil {
		t.Fatal(err)
	}
	second := g.publish(t, "3.1", 50) // 3.0 is not listed any more
	if _, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"}); !errors.Is(err, ErrPinned) {
		t.Errorf("Pull of a newer version: %v, want %v", err, ErrPinned)
	}
	whole(t, m, first)
	m, err = f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es", Update: true})
	if err != nil {
		t.Fatal(err)
	}
	whole(t, m, second)
	if m.Version != "3.1" || m.Verdict != nil {
		t.Errorf("after an update: version %s, verdict %v, want 3.1 and none", m.Version, m.Verdict)
	}
	if _, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"}); err != nil {
		t.Errorf("Pull of what is pinned now: %v", err)
	}
	if _, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "fr"}); !errors.Is(err, ErrNone) {
		t.Errorf("Pull of a language that is not listed: %v, want %v", err, ErrNone)
	}
}

func TestTwoPullsAtOnce(t *testing.T) {
	g, f := newRegistry(t), folder(t)
	plain := g.publish(t, "3.0", 1)
	release, err := f.lock("es")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"}); !errors.Is(err, ErrAtWork) {
		t.Errorf("Pull beside another: %v, want %v", err, ErrAtWork)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	errs := make([]error, 4)
	var pulls sync.WaitGroup
	for i := range errs {
		w := web(t)
		pulls.Go(func() {
			_, errs[i] = f.Pull(context.Background(), w, []Source{{Lists: []string{g.URL + "/records.json"}, Files: g.URL}}, Request{Language: "es"})
		})
	}
	pulls.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		} else if !errors.Is(err, ErrAtWork) {
			t.Error(err)
		}
	}
	if done == 0 {
		t.Error("of four pulls none came through")
	}
	m, err := f.Find("es", "")
	if err != nil {
		t.Fatal(err)
	}
	whole(t, m[0], plain)
}

// smallDisk is a file on a disk that is full after some bytes.
type smallDisk struct {
	output
	left *int
}

func (s smallDisk) Write(p []byte) (int, error) {
	if *s.left < len(p) {
		return 0, &os.PathError{Op: "write", Path: "model", Err: syscall.ENOSPC}
	}
	*s.left -= len(p)
	return s.output.Write(p)
}

func TestFullDisk(t *testing.T) {
	for _, room := range []int{0, 100, 40_000, 310_000, 350_000, 600_000} {
		g, f := newRegistry(t), folder(t)
		g.publish(t, "3.0", 1)
		create, left := f.create, room
		f.create = func(path string, flag int) (output, error) {
			file, err := create(path, flag)
			return smallDisk{file, &left}, err
		}
		_, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"})
		if !errors.Is(err, ErrDiskFull) {
			t.Errorf("Pull with room for %d bytes: %v, want %v", room, err, ErrDiskFull)
		}
		nothing(t, f)
		if left, _ := filepath.Glob(filepath.Join(f.Dir(), pullFolder, "es-en-tiny")); len(left) > 0 {
			t.Errorf("the full disk is kept full by %v", left)
		}
	}
}

func TestPullGivenUp(t *testing.T) {
	g, f := newRegistry(t), folder(t)
	plain := g.publish(t, "3.0", 1)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := f.Pull(ctx, web(t), g.sources(t), Request{Language: "es", Progress: func(int64, int64) { cancel() }})
	if err == nil {
		t.Error("Pull under an ended context came through")
	}
	nothing(t, f)
	m, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"})
	if err != nil {
		t.Fatal(err)
	}
	whole(t, m, plain)
}

func TestSideLoad(t *testing.T) {
	f, dir := folder(t), t.TempDir()
	put := func(name string, b []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	plain := map[Kind][]byte{Weights: noise(70_000, 1), Vocab: noise(700, 2)}
	put("README.txt", []byte("hello"))
	put("vocab.esen.spm", plain[Vocab])
	if _, err := f.SideLoad(dir, "", "tiny"); !errors.Is(err, ErrNone) {
		t.Errorf("SideLoad without weights: %v, want %v", err, ErrNone)
	}
	put("model.esen.intgemm.alphas.bin.zst", zst(t, plain[Weights]))
	if _, err := f.SideLoad(dir, "", ""); err == nil || !strings.Contains(err.Error(), "--architecture") {
		t.Errorf("SideLoad of an odd size: %v, want a question for the architecture", err)
	}
	m, err := f.SideLoad(dir, "", "tiny")
	if err != nil {
		t.Fatal(err)
	}
	whole(t, m, plain)
	put("model.fren.intgemm.alphas.bin", plain[Weights])
	put("srcvocab.fren.spm", plain[Vocab])
	put("trgvocab.fren.spm", plain[Vocab])
	put("lex.50.50.fren.s2t.bin", plain[Vocab])
	if _, err := f.SideLoad(dir, "", "tiny"); err == nil || !strings.Contains(err.Error(), "name the language") {
		t.Errorf("SideLoad of two: %v, want a question for the language", err)
	}
	if m, err = f.SideLoad(dir, "fr", "base"); err != nil || m.Name() != "fr-en/base" || len(m.Vocabs()) != 2 || m.Shortlist() == "" {
		t.Errorf("SideLoad(fr) = %+v, %v", m, err)
	}
	if _, err = f.SideLoad(dir, "fr", "../x"); err == nil {
		t.Error("SideLoad took an architecture that leads elsewhere")
	}
	if _, err = f.SideLoad(filepath.Join(dir, "missing"), "fr", ""); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("SideLoad of no folder: %v", err)
	}
}

func TestDamagedModels(t *testing.T) {
	g, f := newRegistry(t), folder(t)
	g.publish(t, "3.0", 1)
	m, err := f.Pull(t.Context(), web(t), g.sources(t), Request{Language: "es"})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetVerdict(m, Verdict{Passed: true}); err != nil {
		t.Fatal(err)
	}
	look := func() Model {
		t.Helper()
		all, err := f.Models()
		if err != nil || len(all) != 1 {
			t.Fatalf("Models() = %v, %v, want one", all, err)
		}
		return all[0]
	}
	if !look().Usable() {
		t.Fatal("a verified model is not usable")
	}
	for _, tt := range []struct {
		name, file string
		content    []byte
	}{
		{"verdict is nonsense", verdictName, []byte("{")},
		{"verdict of other weights", verdictName, []byte(`{"passed":true,"checker":1,"weights":"` + hashA + `"}`)},
		{"verdict of an older program", verdictName, []byte(`{"passed":true,"checker":0,"weights":"` + m.file(Weights).SHA256 + `"}`)},
		{"weights cut off", m.file(Weights).Name, noise(299_999, 1)},
		{"record is nonsense", recordName, []byte("[]")},
		{"record leads away", recordName, []byte(`{"files":[{"kind":"model","name":"../../x","size":1,"sha256":"` + hashA + `"}]}`)},
		{"record is huge", recordName, make([]byte, maxNote+1)},
	} {
		path := filepath.Join(m.Dir, tt.file)
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, tt.content, 0o600); err != nil {
			t.Fatal(err)
		}
		if look().Usable() {
			t.Errorf("%s: the model is usable", tt.name)
		}
		if err := os.WriteFile(path, good, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(m.Weights(), noise(300_000, 2), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := look().Intact(t.Context()); err == nil {
		t.Error("swapped weights of the same size are intact")
	}
}
