package apertium

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Bounds of what is read at start. Debian 12 has about 60 modes with at most
// 20 programs each.
const (
	maxModes     = 500
	maxModeBytes = 64 << 10
	maxSteps     = 40
)

// mode is an installed pair of languages: a chain of programs, each reading
// what the one before writes.
type mode struct {
	name     string // as Apertium calls it, "spa-eng"
	from, to string // ISO 639-1 where there is one
	steps    []step
}

// step is one program of a mode with its arguments.
type step struct {
	program string // absolute path
	args    []string
	files   []string // data files among the arguments
}

// programs that a mode may start. They all flush at a null character.
var programs = []string{
	"apertium-anaphora", "apertium-interchunk", "apertium-postchunk", "apertium-posttransfer",
	"apertium-pretransfer", "apertium-tagger", "apertium-transfer", "cg-proc", "lrx-proc",
	"lsx-proc", "lt-proc", "rtx-proc",
}

// modeName has no variant: "eng-cat_valencia" and the like are left out.
var modeName = regexp.MustCompile(`^([a-z]{2,3})-([a-z]{2,3})\.mode$`)

// readModes reads the modes in dir that can run here. A folder that is
// missing has none. Modes that this package does not understand are left out.
func readModes(dir string, look func(program string) (string, error)) ([]mode, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read Apertium's modes: %w", err)
	}
	var out []mode
	for _, e := range entries[:min(len(entries), maxModes)] {
		parts := modeName.FindStringSubmatch(e.Name())
		if parts == nil {
			continue
		}
		text, err := readSmall(filepath.Join(dir, e.Name()))
		if err != nil {
			continue
		}
		steps, err := parseMode(text)
		if err != nil || !locate(steps, look) {
			continue
		}
		out = append(out, mode{
			name: strings.TrimSuffix(e.Name(), ".mode"),
			from: shortTag(parts[1]), to: shortTag(parts[2]), steps: steps,
		})
	}
	return out, nil
}

func readSmall(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if info.Size() > maxModeBytes {
		return "", fmt.Errorf("mode %s has %d bytes, at most %d are read", path, info.Size(), maxModeBytes)
	}
	b, err := os.ReadFile(path)
	return string(b), err
}

// parseMode reads the one line of shell that a mode is: programs with plain
// or quoted arguments, joined by "|". $1 is how the generator treats unknown
// words (-g marks them), $2 is an option of the tagger that is not used.
// Anything else of a shell is refused: no shell runs it.
func parseMode(text string) ([]step, error) {
	var steps []step
	for command := range strings.SplitSeq(strings.TrimSpace(text), "|") {
		words, err := shellWords(command)
		if err != nil {
			return nil, err
		}
		if len(words) == 0 || len(steps) == maxSteps {
			return nil, fmt.Errorf("mode has no program or over %d", maxSteps)
		}
		if !slices.Contains(programs, words[0]) {
			return nil, fmt.Errorf("mode runs %q, which is none of Apertium's programs", words[0])
		}
		s := step{program: words[0], args: []string{"-z"}}
		for _, w := range words[1:] {
			switch w {
			case "$1":
				w = "-g"
			case "$2", "":
				continue
			}
			s.args = append(s.args, w)
			if filepath.IsAbs(w) {
				s.files = append(s.files, w)
			}
		}
		steps = append(steps, s)
	}
	return steps, nil
}

// shellWords splits a command at spaces outside single quotes.
func shellWords(command string) ([]string, error) {
	var words []string
	var word strings.Builder
	inWord, quoted := false, false
	for _, r := range command {
		switch {
		case r == '\'':
			quoted, inWord = !quoted, true
		case quoted:
			word.WriteRune(r)
		case r == ' ' || r == '\t' || r == '\n':
			if inWord {
				words = append(words, word.String())
				word.Reset()
				inWord = false
			}
		case strings.ContainsRune("\"\\;&<>()`*?[]{}!#~\x00\r", r):
			return nil, fmt.Errorf("mode has %q, which only a shell understands", r)
		default:
			word.WriteRune(r)
			inWord = true
		}
	}
	if quoted {
		return nil, errors.New("mode has a quotation without end")
	}
	if inWord {
		words = append(words, word.String())
	}
	for _, w := range words {
		if strings.Contains(w, "$") && w != "$1" && w != "$2" {
			return nil, fmt.Errorf("mode has %q, which only a shell understands", w)
		}
	}
	return words, nil
}

// locate finds the programs of steps and reports whether all are installed.
func locate(steps []step, look func(string) (string, error)) bool {
	for i := range steps {
		path, err := look(steps[i].program)
		if err != nil {
			return false
		}
		steps[i].program = path
	}
	return true
}

// shortTag is the ISO 639-1 code of what Apertium names in three letters.
func shortTag(code string) string {
	if short, ok := shortTags[code]; ok {
		return short
	}
	return code
}

// Apertium's hbs is one language in three standards; "sh" is its BCP 47 tag.
var shortTags = map[string]string{
	"afr": "af", "arg": "an", "bel": "be", "bul": "bg", "cat": "ca", "cym": "cy", "dan": "da",
	"eng": "en", "epo": "eo", "eus": "eu", "fra": "fr", "glg": "gl", "hbs": "sh", "hin": "hi",
	"ind": "id", "isl": "is", "ita": "it", "mkd": "mk", "mlt": "mt", "nld": "nl", "nno": "nn",
	"nob": "nb", "nor": "nb", "oci": "oc", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru",
	"slv": "sl", "spa": "es", "swe": "sv", "ukr": "uk", "urd": "ur", "zlm": "ms",
}

// aliases are languages that Apertium treats as another one.
var aliases = map[string]string{
	"sr": "sh", "hr": "sh", "bs": "sh", "cnr": "sh", "no": "nb", "mo": "ro",
}

// base is the language part of a BCP 47 tag, under the name that modes have.
func base(language string) string {
	tag, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(language, "_", "-")), "-")
	if tag = shortTag(tag); aliases[tag] != "" {
		return aliases[tag]
	}
	return tag
}

// preferred languages to go through when there is no direct pair, the best
// first. Of 300 French headlines the dictionaries knew 92 % of the words by way
// of Catalan and 87 % by way of Spanish, of Portuguese ones the same.
var preferred = []string{"ca", "es", "sh", "mk", "gl", "eu", "is"}

// routes finds for every language the chain of at most two modes to English.
// A third would lose too much.
func routes(modes []mode) map[string][]mode {
	into := make(map[string]map[string]mode) // target → source → mode
	for _, m := range modes {
		if into[m.to] == nil {
			into[m.to] = make(map[string]mode)
		}
		into[m.to][m.from] = m
	}
	out := make(map[string][]mode)
	for from, m := range into["en"] {
		out[from] = []mode{m}
	}
	for _, via := range preferred {
		last, ok := into["en"][via]
		if !ok {
			continue
		}
		for from, first := range into[via] {
			if _, known := out[from]; !known && from != "en" {
				out[from] = []mode{first, last}
			}
		}
	}
	return out
}
