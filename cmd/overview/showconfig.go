package main

import (
	"encoding"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/alecthomas/kong"

	"github.com/overview-news/overview/internal/app"
)

// configCmd prints the settings in force.
type configCmd struct {
	app.Config
	Format string `env:"-" enum:"table,toml" default:"table" help:"table, or toml: a file that --config reads."`
}

// Help is what --help adds.
func (configCmd) Help() string {
	return `Prints every setting with its value and where that comes from. A flag goes before
the environment, the environment before the file, the file before the default.

  overview config --format toml > mine.toml`
}

// Run prints the settings.
func (c configCmd) Run(call *kong.Context, file *settings, std streams) error {
	all := settingsOf(call, file)
	if c.Format == "toml" {
		return printTOML(std.out, all)
	}
	t := newTable(std.out, "SETTING", "VALUE", "FROM")
	for _, s := range all {
		t.row(s.name, strings.Join(s.values, ", "), s.from)
	}
	return t.end()
}

// setting is a value in force.
type setting struct {
	name, group, help string
	values            []string
	many              bool // a list
	text              bool // to be quoted
	from              string
	standard          bool // it is the default
}

// settingsOf collects the settings of a call: its flags without those that
// only say how to print.
func settingsOf(call *kong.Context, file *settings) []setting {
	given := map[string]bool{}
	for _, p := range call.Path {
		if p.Flag != nil && !p.Resolved {
			given[p.Flag.Name] = true
		}
	}
	var out []setting
	for _, f := range call.Flags() {
		if !isSetting(f) || f.Name == "config" {
			continue
		}
		s := setting{name: f.Name, help: f.Help, from: source(f, given, file)}
		s.standard = s.from == fromDefault
		if f.Group != nil {
			s.group = f.Group.Title
		}
		s.read(f.Target)
		out = append(out, s)
	}
	return out
}

const fromDefault = "default"

// source says where a flag's value comes from.
func source(f *kong.Flag, given map[string]bool, file *settings) string {
	if given[f.Name] {
		return "flag --" + f.Name
	}
	if name := environmentOf(f); name != "" {
		return "environment " + name
	}
	if _, ok := file.values[f.Name]; ok {
		return "file " + file.path
	}
	return fromDefault
}

// read takes the value of a flag as text.
func (s *setting) read(v reflect.Value) {
	if v.Kind() == reflect.Slice {
		s.many, s.text = true, true
		for i := range v.Len() {
			s.values = append(s.values, fmt.Sprint(v.Index(i).Interface()))
		}
		return
	}
	switch x := v.Interface().(type) {
	case time.Time:
		s.text = true
		if !x.IsZero() {
			s.values = []string{x.Format(time.RFC3339)}
		}
	case time.Duration:
		s.text, s.values = true, []string{x.String()}
	case encoding.TextMarshaler:
		text, err := x.MarshalText()
		if err == nil {
			s.text, s.values = true, []string{string(text)}
		}
	case string:
		s.text = true
		if x != "" {
			s.values = []string{x}
		}
	default:
		s.values = []string{fmt.Sprint(x)}
	}
}

// printTOML prints settings as a file that can be read again: what is not the
// default stands there, the rest as comments.
func printTOML(w io.Writer, all []setting) error {
	group := ""
	for i, s := range all {
		if s.group != group || i == 0 {
			group = s.group
			if _, err := fmt.Fprintf(w, "\n# %s\n", firstOf(group, "General")); err != nil {
				return err
			}
		}
		value, err := s.toml()
		if err != nil {
			return fmt.Errorf("write setting %s: %w", s.name, err)
		}
		mark := ""
		if s.standard {
			mark = "# "
		}
		if _, err := fmt.Fprintf(w, "%s%s = %s # %s\n", mark, s.name, value, s.from); err != nil {
			return err
		}
	}
	return nil
}

// toml is the value as TOML writes it.
func (s setting) toml() (string, error) {
	var v any = s.values
	if !s.many {
		v = strings.Join(s.values, "")
	}
	if !s.text {
		return strings.Join(s.values, ""), nil
	}
	raw, err := toml.Marshal(map[string]any{"v": v})
	if err != nil {
		return "", err
	}
	_, value, _ := strings.Cut(strings.TrimSpace(string(raw)), " = ")
	if s.many && len(s.values) == 0 {
		return "[]", nil
	}
	return value, nil
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
