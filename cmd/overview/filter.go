package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// maxLine bounds a line of a filter's input, in bytes: a page of 20 MB in
// base64.
const maxLine = 32 << 20

// object is a line of JSON Lines, by field.
type object map[string]json.RawMessage

// field is one field of a filter's answer.
type field struct {
	name  string
	value any
}

// filterFunc answers one line. The object's fields are the line's.
type filterFunc func(ctx context.Context, in object) ([]field, error)

// filterLines answers each line of in with a line on out. Fields that the
// filter neither consumes nor sets are kept. A line that cannot be answered
// is answered by its fields and an error, with its number where it has no id;
// only input that cannot be read ends the filter.
func filterLines(ctx context.Context, std streams, consumed []string, f filterFunc) error {
	out := bufio.NewWriter(std.out)
	err := eachLine(std.in, func(n int, line []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := writeLine(out, answer(ctx, n, line, consumed, f)); err != nil {
			return err
		}
		return out.Flush() // whoever waits for an answer gets it
	})
	return errors.Join(err, out.Flush())
}

// answer is the fields of the answer to line n.
func answer(ctx context.Context, n int, line []byte, consumed []string, f filterFunc) []field {
	in, err := objectOf(line)
	if err != nil {
		return []field{{"line", n}, {"error", err.Error()}}
	}
	fields, err := caught(ctx, in, f)
	if err != nil {
		fields = []field{nameOf(n, in), {"error", err.Error()}}
	} else if id, ok := in["id"]; ok {
		fields = append([]field{{"id", id}}, fields...)
	}
	return append(fields, rest(in, consumed, fields)...)
}

// objectOf reads a line.
func objectOf(line []byte) (object, error) {
	if len(line) > maxLine {
		return nil, fmt.Errorf("the line is longer than %d bytes", maxLine)
	}
	line = bytes.TrimPrefix(line, []byte("\ufeff")) // as some editors begin a file
	var in object
	if err := json.Unmarshal(line, &in); err != nil || in == nil {
		return nil, errors.New("the line is not a JSON object")
	}
	return in, nil
}

// nameOf is what tells line n from the others: its id where it has one.
func nameOf(n int, in object) field {
	if id, ok := in["id"]; ok {
		return field{"id", id}
	}
	return field{"line", n}
}

// rest is the fields of in that are neither consumed nor answered, by name.
func rest(in object, consumed []string, answered []field) []field {
	var out []field
	for name, value := range in {
		known := func(f field) bool { return f.name == name }
		if !slices.Contains(consumed, name) && !slices.ContainsFunc(answered, known) {
			out = append(out, field{name, value})
		}
	}
	slices.SortFunc(out, func(a, b field) int { return strings.Compare(a.name, b.name) })
	return out
}

// caught calls f. A panic is the line's fault and answers it.
func caught(ctx context.Context, in object, f filterFunc) ([]field, error) {
	var fields []field
	var err error
	func() {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("internal error: %v", p)
			}
		}()
		fields, err = f(ctx, in)
	}()
	return fields, err
}

// eachLine calls f for each line that is not empty, with its number from 1. Of
// a line that is longer than maxLine f gets maxLine+1 bytes.
func eachLine(in io.Reader, f func(n int, line []byte) error) error {
	r := bufio.NewReaderSize(in, 1<<16)
	var line []byte
	for n := 1; ; {
		part, err := r.ReadSlice('\n')
		if room := maxLine + 1 - len(line); room > 0 {
			line = append(line, part[:min(len(part), room)]...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 {
			if err := f(n, trimmed); err != nil {
				return err
			}
		}
		line = line[:0]
		n++
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the input: %w", err)
		}
	}
}

// writeLine prints fields as one JSON object, in their order.
func writeLine(w io.Writer, fields []field) error {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range fields {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, v := range []any{f.name, f.value} {
			if j > 0 {
				b.WriteByte(':')
			}
			raw, err := encode(v)
			if err != nil {
				return err
			}
			b.Write(raw)
		}
	}
	b.WriteString("}\n")
	_, err := w.Write(b.Bytes())
	return err
}

// encode is v as JSON without escapes for HTML, so that texts stay readable.
func encode(v any) ([]byte, error) {
	if raw, ok := v.(json.RawMessage); ok {
		return raw, nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// text is a string field of the line; "" if it has none.
func (o object) text(names ...string) (string, error) {
	for _, name := range names {
		raw, ok := o[name]
		if !ok || string(raw) == "null" {
			continue
		}
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			return "", fmt.Errorf("%s is not a string", name)
		}
		return s, nil
	}
	return "", nil
}

// stampOf is t as RFC 3339 in UTC, nil for the zero time.
func stampOf(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}

// listOf is values, an empty list rather than null.
func listOf(values []string) []string {
	if values == nil {
		return []string{}
	}
	return values
}
