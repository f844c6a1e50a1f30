package articlefile

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"
)

const (
	// maxLine bounds one row, in bytes. An article of 5 MB, the longest that is
	// fetched, fits with its rendition.
	maxLine = 16 << 20
	// maxRows bounds a file. Each row costs 24 bytes of memory while it is
	// sorted.
	maxRows = 20_000_000
)

// RowError is what is wrong with one line of a file. The other lines are read.
type RowError struct {
	Line int
	Err  error
}

// Error says which line is wrong and why.
func (e *RowError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns the cause.
func (e *RowError) Unwrap() error { return e.Err }

// place is where a row stands in the unpacked file.
type place struct {
	at     int64 // its time, in seconds; files do not need more to be in order
	offset int64
	length int32
	line   int32
}

// Sorted is a file's rows in the order of their time.
type Sorted struct {
	spool  *os.File
	places []place
	// Newest is the latest time in the file; zero if it has no row.
	Newest time.Time
	// Bad is the lines that cannot be read.
	Bad []*RowError
}

// maxBad bounds how many bad lines are remembered; the rest are only counted
// by the caller through the rows it does not get.
const maxBad = 1000

// Sort reads the rows of a file, unpacking it if it is gzip, and orders them
// by time. It writes the unpacked rows to a temporary file in dir; Close
// removes it.
func Sort(file io.Reader, dir string) (*Sorted, error) {
	in, err := unpacked(file)
	if err != nil {
		return nil, err
	}
	spool, err := os.CreateTemp(dir, "overview-import-*")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	s := &Sorted{spool: spool}
	if err := s.fill(in); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	slices.SortStableFunc(s.places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.line, b.line))
	})
	return s, nil
}

// unpacked reads gzip or plain text, by its first bytes.
func unpacked(file io.Reader) (io.Reader, error) {
	in := bufio.NewReaderSize(file, 1<<20)
	if head, err := in.Peek(2); err == nil && head[0] == 0x1f && head[1] == 0x8b {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("unpack: %w", err)
		}
		return z, nil
	}
	return in, nil
}

// fill copies the rows to the spool and notes their places.
func (s *Sorted) fill(in io.Reader) error {
	out := bufio.NewWriterSize(s.spool, 1<<20)
	lines := lineReader{in: bufio.NewReaderSize(in, 1<<16)}
	var offset int64
	for n := 1; ; n++ {
		line, err := lines.next()
		if err == io.EOF {
			break
		}
		if errors.Is(err, errLong) {
			s.bad(n, err)
			continue
		}
		if err != nil {
			return fmt.Errorf("read the file: %w", err)
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if len(s.places) >= maxRows {
			return fmt.Errorf("the file has more than %d rows: import it in parts", maxRows)
		}
		at, err := timeOf(line)
		if err != nil {
			s.bad(n, err)
			continue
		}
		if at.After(s.Newest) {
			s.Newest = at
		}
		s.places = append(s.places, place{at: at.Unix(), offset: offset, length: int32(len(line)), line: int32(n)})
		if _, err := out.Write(line); err != nil {
			return fmt.Errorf("write the temporary file: %w", err)
		}
		offset += int64(len(line))
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the temporary file: %w", err)
	}
	return nil
}

// errLong is a row that is not read because of its length.
var errLong = fmt.Errorf("the row is longer than %d bytes", maxLine)

// lineReader reads lines of at most maxLine bytes and passes over longer ones.
type lineReader struct {
	in  *bufio.Reader
	buf []byte
}

// next returns the next line without its end, valid until the next call. A
// line that is too long is read to its end, not kept, and gives errLong; the
// line after it can be read then. After the last line it returns [io.EOF].
func (l *lineReader) next() ([]byte, error) {
	l.buf = l.buf[:0]
	for long, some := false, false; ; some = true {
		part, err := l.in.ReadSlice('\n')
		some = some || len(part) > 0
		text := bytes.TrimSuffix(part, []byte("\n"))
		if long = long || len(l.buf)+len(text) > maxLine; !long {
			l.buf = append(l.buf, text...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull): // there is more of this line
		case err == io.EOF && !some:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, err
		case long:
			return nil, errLong
		default:
			return l.buf, nil
		}
	}
}

func (s *Sorted) bad(line int, err error) {
	if len(s.Bad) < maxBad {
		s.Bad = append(s.Bad, &RowError{Line: line, Err: err})
	}
}

func timeOf(line []byte) (time.Time, error) {
	r, err := parse(line)
	if err != nil {
		return time.Time{}, err
	}
	return when(r.Published)
}

// Len is how many rows can be read.
func (s *Sorted) Len() int { return len(s.places) }

// Each yields the rows in order, with their line in the file.
func (s *Sorted) Each(yield func(line int, r Row) error) error {
	for _, p := range s.places {
		buf := make([]byte, p.length)
		if _, err := s.spool.ReadAt(buf, p.offset); err != nil {
			return fmt.Errorf("read the temporary file: %w", err)
		}
		r, err := parse(buf)
		if err != nil { // it was read once already
			return fmt.Errorf("line %d changed: %w", p.line, err)
		}
		if err := yield(int(p.line), r); err != nil {
			return err
		}
	}
	return nil
}

// Close removes the temporary file.
func (s *Sorted) Close() error {
	return errors.Join(s.spool.Close(), os.Remove(s.spool.Name()))
}
