package fetch

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/nlnwa/gowarc/v3"
)

const (
	// maxRecord bounds one record, unpacked, in bytes: more than any body
	// that the client takes, and little enough to skip over quickly.
	maxRecord = 64 * megabyte
	// maxHTTPHeader bounds the header of an archived answer; live hosts are
	// held to 64 kB, and archives hold some that were not.
	maxHTTPHeader = 256 << 10
	// maxWARCHeader bounds the header of a record, in bytes: addresses and
	// digests, a few hundred bytes in practice.
	maxWARCHeader = 64 << 10
)

// warcFile is one archive on disk, open for reading at any offset.
type warcFile struct {
	name string
	file *os.File
	size int64
}

// warcRecord is what the index needs of a record.
type warcRecord struct {
	kind     gowarc.RecordType
	offset   int64
	target   string
	refersTo string
	date     time.Time
	http     bool
}

func (r warcRecord) isAnswer() bool  { return r.kind == gowarc.Response && r.http }
func (r warcRecord) isRevisit() bool { return r.kind == gowarc.Revisit }

func openWARC(path string) (*warcFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is not a file", path)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &warcFile{name: filepath.Base(path), file: file, size: info.Size()}, nil
}

func (f *warcFile) close() error { return f.file.Close() }

// damage is an error at an offset of the file.
func (f *warcFile) damage(offset int64, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the file is cut off")
	}
	return fmt.Errorf("archive %s, record at byte %d: %w", f.name, offset, err)
}

// counter counts what has been read through it.
type counter struct {
	r io.Reader
	n int64
}

// Read reads on and counts.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// scan goes over the records from the start. An error ends it.
func (f *warcFile) scan() iter.Seq2[warcRecord, error] {
	return func(yield func(warcRecord, error) bool) {
		count := &counter{r: io.NewSectionReader(f.file, 0, f.size)}
		in := bufio.NewReaderSize(count, 256<<10)
		s := scanner{
			in:     in,
			reader: newUnmarshaler(gowarc.WithNoValidation(), gowarc.WithSkipParseBlock()),
		}
		for {
			offset := count.n - int64(in.Buffered())
			rec, err := s.next()
			if errors.Is(err, errNoMore) {
				return
			}
			rec.offset = offset
			if err != nil {
				err = f.damage(offset, err)
			}
			if !yield(rec, err) || err != nil {
				return
			}
		}
	}
}

// errNoMore is the end of a file, at the end of a record.
var errNoMore = errors.New("no more records")

// scanner reads record after record.
type scanner struct {
	in     *bufio.Reader
	gz     *gzip.Reader
	plain  *bufio.Reader // the unpacked member
	reader gowarc.Unmarshaler
}

// next reads the head of the next record and skips its block, checking the
// gzip member's checksum on the way.
func (s *scanner) next() (warcRecord, error) {
	start, err := s.in.Peek(2)
	if len(start) == 0 && errors.Is(err, io.EOF) {
		return warcRecord{}, errNoMore
	}
	member, err := s.member(start)
	if err != nil {
		return warcRecord{}, err
	}
	rec, err := readHead(s.reader, member.plain)
	if err != nil || !member.packed {
		return rec, err
	}
	return rec, member.end()
}

// member is one record's bytes, unpacked and bounded.
type member struct {
	plain  *bufio.Reader
	packed bool
}

// member opens the record that begins here.
func (s *scanner) member(start []byte) (member, error) {
	if !bytes.Equal(start, []byte{0x1f, 0x8b}) {
		head, err := s.in.Peek(maxWARCHeader)
		if _, _, ok := cutHeader(head); !ok && err == nil {
			return member{}, errors.New("the header of the record is too long")
		}
		return member{plain: s.in}, nil
	}
	var err error
	if s.gz == nil {
		s.gz, err = gzip.NewReader(s.in)
	} else {
		err = s.gz.Reset(s.in)
	}
	if err != nil {
		return member{}, err
	}
	s.gz.Multistream(false)
	bounded := &limited{r: s.gz, left: maxRecord}
	if s.plain == nil {
		s.plain = bufio.NewReaderSize(bounded, 64<<10)
	} else {
		s.plain.Reset(bounded)
	}
	return member{plain: s.plain, packed: true}, nil
}

// end reads to the end of a member, which must hold nothing but its record.
func (m member) end() error {
	rest, err := io.ReadAll(io.LimitReader(m.plain, 16))
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(rest)) > 0 {
		return errors.New("the file is packed as one piece: pack every record as its own gzip member")
	}
	return nil
}

// readHead reads the header of a record and skips its block.
func readHead(reader gowarc.Unmarshaler, in *bufio.Reader) (warcRecord, error) {
	if magic, err := in.Peek(5); err != nil || string(magic) != "WARC/" {
		if err == nil {
			err = errors.New("there is no WARC record")
		}
		return warcRecord{}, err
	}
	rec, _, _, err := reader.Unmarshal(in)
	if err != nil {
		return warcRecord{}, err
	}
	defer func() { _ = rec.Close() }()
	h := rec.WarcHeader()
	date, _ := rec.Date()
	return warcRecord{
		kind:     rec.Type(),
		target:   strings.Trim(h.Get(gowarc.WarcTargetURI), "<> "),
		refersTo: strings.Trim(h.Get(gowarc.WarcRefersToTargetURI), "<> "),
		date:     date,
		http:     strings.HasPrefix(strings.ToLower(h.Get(gowarc.ContentType)), "application/http"),
	}, nil
}

// answer reads the archived answer at offset.
func (f *warcFile) answer(offset int64, r *http.Request) (*http.Response, error) {
	bounded := &limited{r: io.NewSectionReader(f.file, offset, f.size-offset), left: maxRecord + maxWARCHeader}
	in := bufio.NewReaderSize(bounded, maxWARCHeader)
	s := scanner{in: in}
	start, err := in.Peek(2)
	if err != nil {
		return nil, f.damage(offset, err)
	}
	m, err := s.member(start)
	if err != nil {
		return nil, f.damage(offset, err)
	}
	block, err := readBlock(m.plain)
	if err != nil {
		return nil, f.damage(offset, err)
	}
	res, err := parseAnswer(block, r)
	if err != nil {
		return nil, f.damage(offset, err)
	}
	return res, nil
}

// opening is held while a reader of the library is made: that sets a variable
// of the whole process (uuid.EnableRandPool).
var opening sync.Mutex

func newUnmarshaler(opts ...gowarc.WarcRecordOption) gowarc.Unmarshaler {
	opening.Lock()
	defer opening.Unlock()
	return gowarc.NewUnmarshaler(opts...)
}

// readBlock skips a record's header and returns its block.
func readBlock(in *bufio.Reader) ([]byte, error) {
	rec, _, _, err := newUnmarshaler(
		gowarc.WithSkipParseBlock(), gowarc.WithBufferMaxMemBytes(maxRecord),
		gowarc.WithSyntaxErrorPolicy(gowarc.ErrIgnore), gowarc.WithUnknownRecordTypePolicy(gowarc.ErrIgnore),
	).Unmarshal(in)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rec.Close() }()
	raw, err := rec.Block().RawBytes()
	if err != nil {
		return nil, err
	}
	return io.ReadAll(raw)
}

// parseAnswer reads an HTTP answer from a record's block. Lengths in its
// header are not believed: the block is the answer.
func parseAnswer(block []byte, r *http.Request) (*http.Response, error) {
	head, body, ok := cutHeader(block)
	if !ok || len(head) > maxHTTPHeader {
		return nil, errors.New("the archived answer has no HTTP header, or one that is too long")
	}
	line, fields, _ := bytes.Cut(head, []byte("\n"))
	status, err := parseStatus(strings.TrimSpace(string(line)))
	if err != nil {
		return nil, err
	}
	header, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(append(bytes.Clone(fields), "\r\n\r\n"...)))).ReadMIMEHeader()
	if err != nil && len(header) == 0 && len(bytes.TrimSpace(fields)) > 0 {
		return nil, fmt.Errorf("read the archived HTTP header: %w", err)
	}
	res := &http.Response{
		StatusCode: status, Status: strconv.Itoa(status) + " " + http.StatusText(status),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header(header), Request: r,
	}
	plainBody(res, body)
	return res, nil
}

// cutHeader splits an answer at its first empty line.
func cutHeader(block []byte) (head, body []byte, ok bool) {
	crlf, lf := bytes.Index(block, []byte("\r\n\r\n")), bytes.Index(block, []byte("\n\n"))
	switch {
	case crlf >= 0 && (lf < 0 || crlf < lf):
		return block[:crlf], block[crlf+4:], true
	case lf >= 0:
		return block[:lf], block[lf+2:], true
	}
	return nil, nil, false
}

// parseStatus reads a status line such as "HTTP/1.1 200 OK".
func parseStatus(line string) (int, error) {
	words := strings.Fields(line)
	if len(words) < 2 || !strings.HasPrefix(words[0], "HTTP/") {
		return 0, errors.New("the archived answer has no status line")
	}
	status, err := strconv.Atoi(words[1])
	if err != nil || status < 100 || status > 999 {
		return 0, errors.New("the archived answer has no valid status")
	}
	return status, nil
}

func newChunked(raw []byte) io.Reader { return httputil.NewChunkedReader(bytes.NewReader(raw)) }
