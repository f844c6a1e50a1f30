package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
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
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("config %s: there is no such file", path)
	case err != nil:
		return nil, fmt.Errorf("config: %w", err)
	case info.IsDir():
		return nil, fmt.Errorf("config %s is a folder; name a TOML file", path)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("config %s is no regular file", path)
	}
	if info.Size() > maxConfig {
		return nil, fmt.Errorf("config %s has %d bytes, more than %d", path, info.Size(), maxConfig)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	if err := s.parse(raw); err != nil {
		return nil, fmt.Errorf("config %s: %w", path, err)
	}
	return s, nil
}

// parse takes the values of a file.
func (s *settings) parse(raw []byte) error {
	var tree map[string]any
	if err := toml.Unmarshal(raw, &tree); err != nil {
		return err
	}
	return s.flatten("", tree)
}

// flatten joins the names of tables and keys with dashes, as flags have them.
func (s *settings) flatten(prefix string, tree map[string]any) error {
	for key, v := range tree {
		name := prefix + strings.ReplaceAll(key, "_", "-")
		if sub, ok := v.(map[string]any); ok {
			if err := s.flatten(name+"-", sub); err != nil {
				return err
			}
			continue
		}
		if _, twice := s.values[name]; twice {
			return fmt.Errorf("%s is set twice, by two spellings; keep one", name)
		}
		s.values[name] = v
	}
	return nil
}

// Validate accepts every command line: the file was checked before it was
// parsed.
func (s *settings) Validate(*kong.Application) error { return nil }

// check refuses a key that no flag has, and a value that its flag cannot have:
// a slip of the pen must not be silent. What is right is kept as flags read it.
func (s *settings) check(app *kong.Application) error {
	known := map[string]*kong.Flag{}
	_ = kong.Visit(app, func(node kong.Visitable, next kong.Next) error {
		if flag, ok := node.(*kong.Flag); ok && isSetting(flag) && flag.Name != "config" {
			known[flag.Name] = flag
		}
		return next(nil)
	})
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(s.values)) {
		if known[name] == nil {
			errs = append(errs, fmt.Errorf("config %s: %q is no setting; \"overview config\" prints them all", s.path, name))
			continue
		}
		text, problem := textOf(s.values[name], known[name])
		if problem != "" {
			errs = append(errs, fmt.Errorf("config %s: %s: %s", s.path, name, problem))
			continue
		}
		s.values[name] = text
	}
	return errors.Join(errs...)
}

// Resolve gives the parser the value of a setting, nil if the file has none.
func (s *settings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	v, ok := s.values[flag.Name]
	if !ok || !isSetting(flag) || environmentOf(flag) != "" {
		return nil, nil
	}
	return v, nil
}

// blame adds to each line of a refusal which file the value stands in, where
// it stands in one.
func (s *settings) blame(message string, args []string) string {
	lines := strings.Split(message, "\n")
	for i, line := range lines {
		name, _, _ := strings.Cut(line[strings.LastIndex(beforeValue(line), " ")+1:], ":")
		if _, ok := s.values[name]; !ok || strings.HasPrefix(line, "config ") || onCommandLine(args, name) ||
			os.Getenv("OVERVIEW_"+strings.ToUpper(strings.ReplaceAll(name, "-", "_"))) != "" {
			continue
		}
		lines[i] = "config " + s.path + ": " + line
	}
	return strings.Join(lines, "\n")
}

// beforeValue is a line such as "serve: gap: is 1ms" up to the name of its
// field.
func beforeValue(line string) string {
	before, _, _ := strings.Cut(line, ": is ")
	before, _, _ = strings.Cut(before, `: "`)
	return before
}

// onCommandLine reports whether args set a flag.
func onCommandLine(args []string, name string) bool {
	return slices.ContainsFunc(args, func(arg string) bool {
		return arg == "--"+name || strings.HasPrefix(arg, "--"+name+"=")
	})
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
