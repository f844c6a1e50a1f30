package models

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/zstd"
)

// maxWindow bounds the memory that a zstd stream makes us hold, in bytes: what
// its strongest usual level asks for.
const maxWindow = 128 << 20

// errTooLong is a file that unpacks to more than it should.
var errTooLong = errors.New("it is larger than it should be")

// unpacked reads a file plainly that may be packed with gzip or zstd, told by
// how it begins. Done must be called at the end.
func unpacked(r io.Reader) (plain io.Reader, done func(), _ error) {
	b := bufio.NewReaderSize(r, 1<<16)
	magic, err := b.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, nil, err
		}
		return z, func() {}, nil
	case bytes.Equal(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	}
	return b, func() {}, nil
}

// unpack writes the file at from, unpacked, to the path to, at most limit
// bytes, and returns its size and SHA-256. When it fails, nothing is at to.
func (f *Folder) unpack(from, to string, limit int64) (int64, string, error) {
	in, err := os.Open(from)
	if err != nil {
		return 0, "", err
	}
	plain, done, err := unpacked(in)
	if err != nil {
		return 0, "", errors.Join(fmt.Errorf("unpack: %w", err), in.Close())
	}
	defer done()
	out, err := f.create(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC)
	if err != nil {
		return 0, "", errors.Join(err, in.Close())
	}
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(out, h), io.LimitReader(plain, limit+1))
	if err == nil && n > limit {
		err = errTooLong
	}
	if err = errors.Join(err, out.Sync(), out.Close(), in.Close()); err != nil {
		_ = os.Remove(to)
		return 0, "", fmt.Errorf("unpack: %w", err)
	}
	return n, hex.EncodeToString(h.Sum(nil)), nil
}
