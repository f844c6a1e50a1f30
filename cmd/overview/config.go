package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/alecthomas/kong"
)

// defaultConfig is read where it exists and no other is named.
const defaultConfig = "overview.toml"

// maxConfig bounds a configuration file, in bytes.
const maxConfig = 1 << 20

// configPath finds the file that args or the environment name; ok is false if
// neither names one. The file is read before the command line is parsed,
// because its values fill the flags that are not given.
func configPath(args []string) (string, bool) {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if value, ok := strings.CutPrefix(arg, "--config="); ok {
			return value, true
		}
		if arg == "--config" && i+1 < len(args) {
			return args[i+1], true
		}
	}
	if path := os.Getenv("OVERVIEW_CONFIG"); path != "" {
		return path, true
	}
	return defaultConfig, false
}

// settings are the values of a TOML file, by the names of flags.
type settings struct {
	path   string
	values map[string]any
}

// readSettings reads a TOML file. A file that is missing has no settings,
// unless it must exist.
func readSettings(path string, must bool) (*settings, error) {
	s := &settings{path: path, values: map[string]any{}}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) && !must {
		return s, nil
	}
	if err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	if info.Size() > maxConfig {
		return nil, fmt.Errorf("config %s has %d bytes, more than %d", path, info.Size(), maxConfig)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	var tree map[string]any
	if err := toml.Unmarshal(raw, &tree); err != nil {
		return nil, fmt.Errorf("config %s: %w", path, err)
	}
	s.flatten("", tree)
	return s, nil
}

// flatten joins the names of tables and keys with dashes, as flags have them.
func (s *settings) flatten(prefix string, tree map[string]any) {
	for key, v := range tree {
		name := prefix + strings.ReplaceAll(key, "_", "-")
		if sub, ok := v.(map[string]any); ok {
			s.flatten(name+"-", sub)
			continue
		}
		s.values[name] = v
	}
}

// Validate refuses a key that no flag has: a slip of the pen must not be
// silent.
func (s *settings) Validate(app *kong.Application) error {
	known := map[string]bool{}
	_ = kong.Visit(app, func(node kong.Visitable, next kong.Next) error {
		if flag, ok := node.(*kong.Flag); ok {
			known[flag.Name] = true
		}
		return next(nil)
	})
	for name := range s.values {
		if !known[name] {
			return fmt.Errorf("config %s: %q is no setting; \"overview serve --help\" lists them", s.path, name)
		}
	}
	return nil
}

// Resolve gives the parser the value of a flag, nil if the file has none.
func (s *settings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	v, ok := s.values[flag.Name]
	if !ok || environmentOf(flag) != "" {
		return nil, nil
	}
	if reflect.ValueOf(v).Kind() == reflect.Slice {
		return v, nil
	}
	return fmt.Sprint(v), nil
}

// environmentOf is the environment variable that sets a flag, which goes before
// the file; "" if none does.
func environmentOf(flag *kong.Flag) string {
	for _, name := range flag.Envs {
		if _, ok := os.LookupEnv(name); ok {
			return name
		}
	}
	return ""
}
