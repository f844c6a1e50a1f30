package main

import (
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// helpOf is what --help says of a command.
func helpOf(t *testing.T, command string) string {
	t.Helper()
	code, out, errs := call(t, append(strings.Fields(command), "--help")...)
	if code != 0 {
		t.Fatalf("%s --help exits with %d: %s", command, code, errs)
	}
	return out
}

// flagLine begins what a help text says of a flag.
var flagLine = regexp.MustCompile(`(?m)^ +(?:-[a-z], )?--([a-z-]+)`)

// flagHelpOf is what a help text says of one flag, in one line.
func flagHelpOf(help, name string) string {
	flags := flagLine.FindAllStringSubmatchIndex(help, -1)
	for i, at := range flags {
		if help[at[2]:at[3]] != name {
			continue
		}
		end := len(help)
		if i+1 < len(flags) {
			end = flags[i+1][0]
		}
		return strings.Join(strings.Fields(help[at[1]:end]), " ")
	}
	return ""
}

var defaultForm = regexp.MustCompile(`\(default ([^,)]+)[,)]`)

// TestHelpTellsDefaults: what "serve --help" calls the default of a setting is
// the value that "config" prints for it.
func TestHelpTellsDefaults(t *testing.T) {
	help := helpOf(t, "serve")
	code, out, errs := call(t, "config")
	if code != 0 {
		t.Fatalf("config exits with %d: %s", code, errs)
	}
	told := 0
	for line := range strings.Lines(out) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		name, value, from := cells[0], cells[1], cells[2]
		if from != fromDefault {
			continue
		}
		text := flagHelpOf(help, name)
		if text == "" {
			t.Errorf("serve --help does not name --%s", name)
			continue
		}
		said := defaultForm.FindStringSubmatch(text)
		if said == nil {
			if value != "" && value != "false" && value != "0" {
				t.Errorf("serve --help says no default of --%s, which is %s", name, value)
			}
			continue
		}
		told++
		_, again, _ := call(t, "config", "--"+name+"="+said[1])
		if got, want := lineOf(again, name), name+"\t"+value+"\tflag --"+name; got != want {
			t.Errorf("with the default that serve --help says, config prints %q, want %q", got, want)
		}
	}
	const atLeast = 15 // of the settings; a help that cannot be read has none
	if told < atLeast {
		t.Errorf("serve --help tells %d defaults, want %d or more", told, atLeast)
	}
}

// TestHelpShowsWhatMatters: a command's help leaves out settings that it takes
// but hardly needs, and says so.
func TestHelpShowsWhatMatters(t *testing.T) {
	for _, tt := range []struct {
		command        string
		shown, notThat []string
	}{
		{"import", []string{"--articles", "--data", "--now", "--no-catalog"}, []string{"--deepl", "--metrics-addr", "--keep-texts", "--gap"}},
		{"outlets check", []string{"--country", "--gap", "--overrides"}, []string{"--deepl", "--metrics-addr", "--keep-texts"}},
		{"outlets discover", []string{"--gap", "--archive"}, []string{"--deepl", "--addr", "--keep-texts"}},
		{"serve", []string{"--gap", "--deepl", "--metrics-addr", "--keep-texts"}, nil},
	} {
		help := helpOf(t, tt.command)
		for _, name := range tt.shown {
			if flagHelpOf(help, name[2:]) == "" {
				t.Errorf("%s --help does not show %s", tt.command, name)
			}
		}
		for _, name := range tt.notThat {
			if flagHelpOf(help, name[2:]) != "" {
				t.Errorf("%s --help shows %s, which it hardly needs", tt.command, name)
			}
		}
		if got, want := strings.Contains(help, moreSettings), len(tt.notThat) > 0; got != want {
			t.Errorf("%s --help says that there are more settings: %v, want %v", tt.command, got, want)
		}
	}
	if code, _, errs := call(t, "import", "--articles", "none.jsonl", "--keep-texts", "1h", "--data", t.TempDir()); code != 2 || !strings.Contains(errs, "keep-texts") {
		t.Errorf("import --keep-texts 1h exits with %d and says %s, want 2: what is not shown is taken", code, errs)
	}
}

// TestOnlySettingsComeFromOutside: neither the environment nor the file sets
// an option of one command; both set every setting of an installation.
func TestOnlySettingsComeFromOutside(t *testing.T) {
	var c cli
	parser, err := newParser(&c, &settings{}, streams{strings.NewReader(""), io.Discard, io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	_, printed, _ := call(t, "config")
	count := 0
	_ = kong.Visit(parser.Model, func(node kong.Visitable, next kong.Next) error {
		f, ok := node.(*kong.Flag)
		if !ok || f.Name == "config" {
			return next(nil)
		}
		count++
		if isSetting(f) && lineOf(printed, f.Name) == "" {
			t.Errorf("%v sets --%s, which \"config\" does not print", f.Envs, f.Name)
		}
		return next(nil)
	})
	if count < 100 {
		t.Errorf("there are %d flags, want those of all commands", count)
	}
	for line := range strings.Lines(printed) {
		name, _, _ := strings.Cut(line, "\t")
		if want := "$OVERVIEW_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_")); !strings.Contains(flagHelpOf(helpOf(t, "serve"), name), want) {
			t.Errorf("serve --help of --%s does not name %s", name, want)
		}
	}
}

// TestStrayEnvironment: variables that only look like settings change nothing.
func TestStrayEnvironment(t *testing.T) {
	dir := t.TempDir()
	if code, _, errs := pipe(t, strings.NewReader(importRows), "import", "--articles", "-", "--no-group", "--no-catalog", "--data", dir); code != 0 {
		t.Fatalf("import exits with %d: %s", code, errs)
	}
	for _, name := range []string{"UNDO", "LIST", "JSON", "FORCE", "FORMAT", "HELP"} {
		t.Setenv("OVERVIEW_"+name, "true")
	}
	t.Setenv("OVERVIEW_REASON", "none of yours")
	t.Setenv("OVERVIEW_COUNTRY", "KE")
	if code, out, errs := call(t, "hide", "outlet:papier", "--data", dir); code != 1 || !strings.Contains(errs, "needs a reason") {
		t.Errorf("hide without a reason exits with %d: %s%s, want 1 and a reason asked for", code, out, errs)
	}
	if code, out, errs := call(t, "hide", "outlet:papier", "--reason", "asked", "--data", dir); code != 0 || !strings.HasPrefix(out, "hidden: outlet:papier") {
		t.Errorf("hide exits with %d: %s%s, want it hidden", code, out, errs)
	}
	if code, out, errs := call(t, "outlets", "list", "--data", dir, "--no-catalog"); code != 0 || !strings.HasPrefix(out, "papier\tFR") {
		t.Errorf("outlets list exits with %d: %s%s, want all outlets, not as JSON", code, out, errs)
	}
}

// TestFileHoldsSettingsOnly: an option of one command in the file is a slip.
func TestFileHoldsSettingsOnly(t *testing.T) {
	for _, key := range []string{"undo = true", "country = \"FR\"", "reason = \"x\"", "config = \"y.toml\"", "format = \"toml\"", "version = true", "help = true"} {
		name, _, _ := strings.Cut(key, " ")
		code, _, errs := call(t, "config", "--config", configFile(t, key+"\n"))
		if code != 2 || !strings.Contains(errs, `"`+name+`" is no setting`) {
			t.Errorf("with %s in the file config exits with %d and says %s, want 2 and that it is no setting", key, code, errs)
		}
	}
}

// TestDemoKeepsItsFolder: the sample day never goes into the folder of an
// installation because that is set outside.
func TestDemoKeepsItsFolder(t *testing.T) {
	if help := flagHelpOf(helpOf(t, "demo"), "data"); !strings.Contains(help, "(default data/sample).") {
		t.Errorf("demo --help says of --data %q, want its default and no variable", help)
	}
}
