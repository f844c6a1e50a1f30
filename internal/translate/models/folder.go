package models

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/filelock"
)

// Names inside the folder.
const (
	recordName  = "model.json"
	verdictName = "verified.json"
	pinsName    = "pins.json"
	pullFolder  = ".pull"
)

// maxNote bounds the small files of the folder, in bytes.
const maxNote = 1 << 20

// ErrNone says that there is no such model.
var ErrNone = errors.New("there is no such model")

// Folder is where models are kept. It may be used by several goroutines and
// processes at once.
type Folder struct {
	log *slog.Logger
	dir string
	now func() time.Time
	// create makes a file to write to; a test has a full disk here.
	create func(path string, flag int) (output, error)
}

// output is a file that is written.
type output interface {
	io.WriteCloser
	Sync() error
}

// Open names the folder of models. It need not exist.
func Open(log *slog.Logger, now func() time.Time, dir string) *Folder {
	return &Folder{log: log, now: now, dir: dir, create: func(path string, flag int) (output, error) {
		return os.OpenFile(path, flag, 0o644)
	}}
}

// Dir is the folder's path.
func (f *Folder) Dir() string { return f.dir }

// Record is what is known of a model in the folder.
type Record struct {
	Language     string    `json:"language"` // model code
	Architecture string    `json:"architecture"`
	Version      string    `json:"version"`
	Origin       string    `json:"origin"` // address of the weights, or "side-loaded"
	Taken        time.Time `json:"taken"`
	Files        []File    `json:"files"`
}

// File is a file of a model.
type File struct {
	Kind   Kind   `json:"kind"`
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Model is a model in the folder.
type Model struct {
	Record
	Dir     string
	Verdict *Verdict // nil if it was not verified yet, or by an older program
	// Problem says why the model cannot be used at all; else it is empty.
	Problem string
}

// Name is how people call the model: es-en/base-memory.
func (r Record) Name() string { return r.Language + "-en/" + r.Architecture }

// Hash is the beginning of the SHA-256 of its weights.
func (r Record) Hash() string { return r.file(Weights).SHA256[:shortHash] }

// shortHash is how many digits tell models apart.
const shortHash = 12

func (r Record) file(kind Kind) File {
	for _, f := range r.Files {
		if f.Kind == kind {
			return f
		}
	}
	return File{}
}

// Bytes is the size of its files.
func (r Record) Bytes() int64 {
	var n int64
	for _, f := range r.Files {
		n += f.Size
	}
	return n
}

// check says what is wrong with a record that was read.
func (r Record) check() error {
	var kinds []Kind
	for _, f := range r.Files {
		kinds = append(kinds, f.Kind)
		if !isHash(f.SHA256) || f.Name == "" || f.Name != filepath.Base(f.Name) || f.Size <= 0 || f.Size > limits[f.Kind] {
			return fmt.Errorf("file %q is not described rightly", f.Name)
		}
	}
	if !complete(kinds) {
		return errors.New("it lacks weights or vocabulary")
	}
	return nil
}

// path is where the file of a kind lies; empty if the model has none.
func (m Model) path(kind Kind) string {
	if name := m.file(kind).Name; name != "" {
		return filepath.Join(m.Dir, name)
	}
	return ""
}

// Weights is the path of the weights.
func (m Model) Weights() string { return m.path(Weights) }

// Vocabs are the paths of the vocabulary for both languages, or of the two.
func (m Model) Vocabs() []string {
	if joint := m.path(Vocab); joint != "" {
		return []string{joint}
	}
	return []string{m.path(SourceVocab), m.path(TargetVocab)}
}

// Shortlist is the path of the shortlist; empty if there is none.
func (m Model) Shortlist() string { return m.path(Shortlist) }

// Usable reports whether the model passed its verification and may translate.
func (m Model) Usable() bool { return m.Problem == "" && m.Verdict != nil && m.Verdict.Passed }

// Intact hashes the model's files and says which is not the one that was
// taken in. It costs about a tenth of a second.
func (m Model) Intact(ctx context.Context) error {
	for _, f := range m.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		size, hash, err := hashFile(filepath.Join(m.Dir, f.Name))
		if err != nil {
			return fmt.Errorf("model %s: %w", m.Name(), err)
		}
		if size != f.Size || hash != f.SHA256 {
			return fmt.Errorf("model %s: %s was changed since it was taken in", m.Name(), f.Name)
		}
	}
	return nil
}

func hashFile(path string) (int64, string, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	h := sha256.New()
	n, err := io.Copy(h, f)
	return n, hex.EncodeToString(h.Sum(nil)), errors.Join(err, f.Close())
}

// Models lists what is in the folder, by language, the first choice of a
// language first. A damaged model is listed with its problem.
func (f *Folder) Models() ([]Model, error) {
	paths, err := filepath.Glob(filepath.Join(f.dir, "*-en", "*", recordName))
	if err != nil {
		return nil, err
	}
	var out []Model
	for _, path := range paths {
		if m, err := f.read(filepath.Dir(path)); err == nil {
			out = append(out, m)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b Model) int {
		if a.Language != b.Language {
			return strings.Compare(a.Language, b.Language)
		}
		return preference(a.Architecture) - preference(b.Architecture)
	})
	return out, nil
}

// read reads the model in a folder, whose path and not the record says which
// it is.
func (f *Folder) read(dir string) (Model, error) {
	m := Model{Dir: dir}
	err := readNote(filepath.Join(dir, recordName), &m.Record)
	if errors.Is(err, fs.ErrNotExist) {
		return m, err
	}
	if err == nil {
		err = m.check()
	}
	code, _ := strings.CutSuffix(filepath.Base(filepath.Dir(dir)), "-en")
	if err == nil && (m.Language != code || m.Architecture != filepath.Base(dir)) {
		err = fmt.Errorf("it describes %s", m.Name())
	}
	m.Language, m.Architecture = code, filepath.Base(dir)
	if err != nil {
		m.Files, m.Problem = nil, fmt.Sprintf("%s is damaged: %v", recordName, err)
		return m, nil
	}
	for _, file := range m.Files {
		if info, err := os.Stat(filepath.Join(dir, file.Name)); err != nil || info.Size() != file.Size {
			m.Problem = file.Name + " is missing or has another size"
		}
	}
	m.Verdict = readVerdict(dir, m.Record)
	return m, nil
}

// Find returns the models of a code, the first choice first; of one
// architecture if it is given. There is at least one, else the error is
// ErrNone.
func (f *Folder) Find(code, architecture string) ([]Model, error) {
	all, err := f.Models()
	if err != nil {
		return nil, err
	}
	var out []Model
	for _, m := range all {
		if m.Language == code && (architecture == "" || m.Architecture == architecture) {
			out = append(out, m)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s-en in %s: %w", code, f.dir, ErrNone)
	}
	return out, nil
}

// Remove deletes a model. Its pin stays, so that pulling it again brings the
// same one. A process that has it open keeps it until it ends.
func (f *Folder) Remove(m Model) error {
	release, err := f.lock(m.Language)
	if err != nil {
		return err
	}
	gone := filepath.Join(f.dir, pullFolder, "gone-"+m.Language+"-"+m.Architecture)
	err = errors.Join(os.MkdirAll(filepath.Dir(gone), 0o755), os.RemoveAll(gone))
	if err == nil {
		err = os.Rename(m.Dir, gone) // at once, or not at all
	}
	if err == nil {
		err = os.RemoveAll(gone)
		_ = os.Remove(filepath.Dir(m.Dir)) // if it is empty now
	}
	if err = errors.Join(err, release()); err != nil {
		return fmt.Errorf("remove model %s: %w", m.Name(), err)
	}
	return nil
}

// ErrAtWork says that another process pulls or removes the same model.
var ErrAtWork = errors.New("another Overview is at work on this model")

// lock keeps other processes, and other callers in this one, away from the
// models of a language.
func (f *Folder) lock(code string) (func() error, error) {
	dir := filepath.Join(f.dir, pullFolder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder of models: %w", err)
	}
	release, free, err := filelock.Try(f.lockPath(code + "-en"))
	if err == nil && !free {
		err = ErrAtWork
	}
	if err != nil {
		return nil, fmt.Errorf("%s-en: %w", code, err)
	}
	return release, nil
}

func (f *Folder) lockPath(name string) string {
	return filepath.Join(f.dir, pullFolder, name+".lock")
}

// readNote reads a small JSON file.
func readNote(path string, into any) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	raw, err := io.ReadAll(io.LimitReader(file, maxNote+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if len(raw) > maxNote {
		return fmt.Errorf("%s has more than %d bytes", filepath.Base(path), maxNote)
	}
	return json.Unmarshal(raw, into)
}

// writeNote writes a small JSON file, in the place of the old one at once.
func (f *Folder) writeNote(path string, v any) error {
	raw, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	temporary := fmt.Sprintf("%s.%d.tmp", path, os.Getpid())
	out, err := f.create(temporary, os.O_CREATE|os.O_WRONLY|os.O_TRUNC)
	if err != nil {
		return err
	}
	_, err = out.Write(append(raw, '\n'))
	if err = errors.Join(err, out.Sync(), out.Close()); err == nil {
		err = os.Rename(temporary, path)
	}
	if err != nil {
		_ = os.Remove(temporary)
	}
	return err
}
