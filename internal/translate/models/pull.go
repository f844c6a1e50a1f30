package models

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"github.com/overview-news/overview/internal/fetch"
)

// maxTries is how often one file is asked for in one pull. What has come
// stays, so that each try goes on where the one before broke off.
const maxTries = 4

// ErrDiskFull says that a model did not fit. Nothing of it stays.
var ErrDiskFull = errors.New("the disk is full")

// Request says which model to pull.
type Request struct {
	Language     string // model code
	Architecture string // empty: the first choice
	// Update takes the newest version even where another is pinned.
	Update bool
	// Progress is told how much has come, in bytes; nil is told nothing.
	Progress func(done, total int64)
}

// Pull brings a model into the folder, or finds that it is there already. The
// model is not verified yet, and not used before it is. A pull that breaks off
// goes on where it was when it is begun again.
func (f *Folder) Pull(ctx context.Context, web Web, sources []Source, r Request) (Model, error) {
	release, err := f.lock(r.Language)
	if err != nil {
		return Model{}, err
	}
	m, err := f.pull(ctx, web, sources, r)
	if errors.Is(err, syscall.ENOSPC) {
		err = fmt.Errorf("pull %s-en into %s: %w", r.Language, f.dir, ErrDiskFull)
	}
	return m, errors.Join(err, release())
}

func (f *Folder) pull(ctx context.Context, web Web, sources []Source, r Request) (Model, error) {
	releases, err := Releases(ctx, web, sources)
	if err != nil {
		return Model{}, err
	}
	chosen, err := f.choose(releases, r)
	if err != nil {
		return Model{}, err
	}
	record := Record{
		Language: chosen.Language, Architecture: chosen.Architecture, Version: chosen.Version,
		Origin: chosen.weights().URL, Taken: f.now(),
	}
	if old, err := f.Find(record.Language, record.Architecture); err == nil && old[0].Problem == "" &&
		old[0].Version == record.Version && chosen.weights().SHA256 == old[0].file(Weights).SHA256 {
		return old[0], nil
	}
	stage := filepath.Join(f.dir, pullFolder, record.Language+"-en-"+record.Architecture)
	if err := os.MkdirAll(stage, 0o755); err != nil {
		return Model{}, err
	}
	p := &puller{folder: f, web: web, stage: stage, code: record.Language, progress: r.Progress}
	for _, file := range chosen.Files {
		p.total += max(file.PackedSize, 0)
	}
	for _, file := range chosen.Files {
		taken, err := p.file(ctx, file)
		if err != nil {
			if errors.Is(err, syscall.ENOSPC) {
				_ = os.RemoveAll(stage) // a full disk is not kept full
			}
			return Model{}, fmt.Errorf("pull %s: %w", record.Name(), err)
		}
		record.Files = append(record.Files, taken)
	}
	if err := f.asPinned(record); err != nil && !r.Update {
		return Model{}, errors.Join(err, os.RemoveAll(stage))
	}
	return f.settle(stage, record)
}

// asPinned says which file of a pull is not the one that was pulled first. A
// models.json gives no hash of vocabularies, so that it shows only now.
func (f *Folder) asPinned(r Record) error {
	all, err := f.pins()
	if err != nil {
		return err
	}
	for _, file := range r.Files {
		if want := all[r.Name()].SHA256[file.Kind]; want != "" && want != file.SHA256 {
			return fmt.Errorf("%s: %s: %w; pull with --update to take it", r.Name(), file.Name, ErrPinned)
		}
	}
	return nil
}

// settle puts a complete model in its place and pins it.
func (f *Folder) settle(stage string, r Record) (Model, error) {
	if err := f.writeNote(filepath.Join(stage, recordName), r); err != nil {
		return Model{}, err
	}
	place := filepath.Join(f.dir, r.Language+"-en", r.Architecture)
	gone := filepath.Join(f.dir, pullFolder, "gone-"+r.Language+"-"+r.Architecture)
	if err := errors.Join(os.MkdirAll(filepath.Dir(place), 0o755), os.RemoveAll(gone)); err != nil {
		return Model{}, err
	}
	if err := os.Rename(place, gone); err != nil && !errors.Is(err, os.ErrNotExist) {
		return Model{}, fmt.Errorf("replace model %s: %w", r.Name(), err)
	}
	if err := os.Rename(stage, place); err != nil {
		return Model{}, errors.Join(fmt.Errorf("place model %s: %w", r.Name(), err), restore(gone, place))
	}
	if err := errors.Join(os.RemoveAll(gone), f.setPin(r)); err != nil {
		return Model{}, err
	}
	f.log.Info("a translation model was taken in", "model", r.Name(), "version", r.Version, "hash", r.Hash(), "origin", r.Origin)
	return f.read(place)
}

// restore puts a model back that was to be replaced.
func restore(gone, place string) error {
	err := os.Rename(gone, place)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

// puller brings the files of one model.
type puller struct {
	folder      *Folder
	web         Web
	stage, code string
	done, total int64 // bytes, packed
	progress    func(done, total int64)
}

// errHash is a file that is not what the registry says.
var errHash = errors.New("it is not what the registry says")

// file brings one file. One that turns out wrong is deleted; if part of it
// was there from a pull before, it is asked for once more as a whole.
func (p *puller) file(ctx context.Context, r RemoteFile) (File, error) {
	name := fileName(r.Kind, p.code)
	path := filepath.Join(p.stage, name)
	if r.SHA256 != "" {
		if size, hash, err := hashFile(path); err == nil && hash == r.SHA256 {
			p.done += r.PackedSize
			return File{Kind: r.Kind, Name: name, Size: size, SHA256: hash}, nil
		}
	}
	resumed := sizeOf(path+".part") > 0
	size, hash, err := p.once(ctx, r, path)
	if resumed && errors.Is(err, errHash) {
		size, hash, err = p.once(ctx, r, path)
	}
	if err != nil {
		return File{}, fmt.Errorf("%s: %w", name, err)
	}
	p.done += r.PackedSize
	return File{Kind: r.Kind, Name: name, Size: size, SHA256: hash}, nil
}

// once downloads the rest of one file, checks it and unpacks it to path. A
// wrong one is not there afterwards.
func (p *puller) once(ctx context.Context, r RemoteFile, path string) (int64, string, error) {
	part := path + ".part"
	if err := p.download(ctx, r, part); err != nil {
		return 0, "", err
	}
	wrong := func(format string, args ...any) (int64, string, error) {
		return 0, "", errors.Join(fmt.Errorf("%w: "+format, append([]any{errHash}, args...)...), os.Remove(part))
	}
	if r.PackedSHA256 != "" {
		size, hash, err := hashFile(part)
		if err != nil {
			return 0, "", err
		}
		if size != r.PackedSize || hash != r.PackedSHA256 {
			return wrong("%d bytes with the hash %s, not %d with %s", size, hash[:shortHash], r.PackedSize, r.PackedSHA256[:shortHash])
		}
	}
	limit := limits[r.Kind]
	if r.Size > 0 {
		limit = r.Size
	}
	size, hash, err := p.folder.unpack(part, path, limit)
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return 0, "", err
	case err != nil:
		return wrong("%v", err)
	case r.SHA256 != "" && (size != r.Size || hash != r.SHA256):
		_ = os.Remove(path)
		return wrong("unpacked %d bytes with the hash %s, not %d with %s", size, hash[:shortHash], r.Size, r.SHA256[:shortHash])
	}
	return size, hash, os.Remove(part)
}

// download brings the rest of a packed file.
func (p *puller) download(ctx context.Context, r RemoteFile, part string) error {
	limit := limits[r.Kind]
	if r.PackedSize > 0 {
		limit = r.PackedSize
	}
	var err error
	for range maxTries {
		have := sizeOf(part)
		if r.PackedSize > 0 && have == r.PackedSize {
			return nil
		}
		if have > limit {
			have = 0
		}
		if err = p.rest(ctx, r.URL, part, span{have, limit}); err == nil {
			return nil
		}
		if !again(err) {
			return err
		}
	}
	return err
}

// again reports whether a download that failed may get further if it is
// tried at once.
func again(err error) bool {
	switch fetch.ClassOf(err) {
	case fetch.Protocol, fetch.Timeout, fetch.Connect, fetch.DNS, fetch.NameServer:
		return true
	}
	return false
}

// span is from where a file is wanted, and how long it may be.
type span struct{ from, limit int64 }

func (p *puller) rest(ctx context.Context, address, part string, s span) error {
	var out output
	begin := func(offset int64) (io.Writer, error) {
		flag := os.O_CREATE | os.O_WRONLY | os.O_APPEND
		if offset == 0 {
			flag = os.O_CREATE | os.O_WRONLY | os.O_TRUNC
		}
		var err error
		out, err = p.folder.create(part, flag)
		return &counted{w: out, puller: p, at: offset}, err
	}
	_, err := p.web.Download(ctx, fetch.Download{URL: address, Offset: s.from, MaxBytes: s.limit}, begin)
	if out != nil {
		err = errors.Join(err, out.Sync(), out.Close())
	}
	return err
}

// counted reports progress.
type counted struct {
	w      io.Writer
	puller *puller
	at     int64
}

// Write passes on what came.
func (c *counted) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.at += int64(n)
	if c.puller.progress != nil {
		c.puller.progress(c.puller.done+c.at, c.puller.total)
	}
	return n, err
}

func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}
