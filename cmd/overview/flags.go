package main

import (
	"strings"

	"github.com/alecthomas/kong"
)

// settingsCommand is the command whose flags are the settings of an
// installation, and those of the whole program with it.
const settingsCommand = "config"

// needless are groups of settings that a command takes but hardly needs, by
// the command: they are left out of its help.
var needless = map[string][]string{
	"import":           {"Crawler", "Translation", "Room", "Pages"},
	"outlets check":    {"Translation", "Room", "Pages"},
	"outlets discover": {"Outlets", "Translation", "Room", "Pages"},
}

// moreSettings stands below the help of commands with settings that are not
// shown.
const moreSettings = "Every other setting of \"overview serve --help\" is taken too."

// arrangeFlags lets the environment set what is a setting of an installation,
// and nothing else: an option of one command, such as --undo, is said with the
// command or not at all. It hides what commands hardly need.
func arrangeFlags(k *kong.Kong) error {
	known := settingNames(k.Model)
	_ = kong.Visit(k.Model, func(node kong.Visitable, next kong.Next) error {
		switch n := node.(type) {
		case *kong.Flag:
			setEnvironment(n, known)
		case *kong.Node:
			hideNeedless(n)
		}
		return next(nil)
	})
	return nil
}

// settingNames are the flags of the whole program and of [settingsCommand],
// without those that say env:"-".
func settingNames(app *kong.Application) map[string]bool {
	flags := app.Flags
	for _, n := range app.Children {
		if n.Name == settingsCommand {
			flags = append(flags[:len(flags):len(flags)], n.Flags...)
		}
	}
	names := map[string]bool{}
	for _, f := range flags {
		names[f.Name] = f.Name != "help" && !unset(f)
	}
	return names
}

// unset reports whether a flag says that the environment never sets it.
func unset(f *kong.Flag) bool { return len(f.Envs) == 1 && f.Envs[0] == "-" }

// setEnvironment gives a flag the names of its environment variables: those it
// says, else one made of its name.
func setEnvironment(f *kong.Flag, known map[string]bool) {
	envs := f.Envs
	switch {
	case !known[f.Name] || unset(f):
		envs = nil
	case len(envs) == 0:
		envs = []string{"OVERVIEW_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))}
	}
	f.Envs, f.Value.Tag.Envs = envs, envs
}

// isSetting reports whether a flag is a setting, which the environment and the
// file can set. The file cannot name itself.
func isSetting(f *kong.Flag) bool { return len(f.Envs) > 0 }

// hideNeedless leaves out of a command's help what it hardly needs.
func hideNeedless(n *kong.Node) {
	groups := needless[strings.TrimPrefix(n.FullPath(), "overview ")]
	if len(groups) == 0 {
		return
	}
	n.Detail = strings.TrimSpace(n.Detail + "\n\n" + moreSettings)
	for _, f := range n.Flags {
		for _, g := range groups {
			if f.Group != nil && f.Group.Key == g {
				f.Hidden = true
			}
		}
	}
}

// flagHelp is what --help says of a flag: its text, its default, and the
// environment variables that set it.
func flagHelp(v *kong.Value) string {
	var notes []string
	if v.Default != "" {
		notes = append(notes, "default "+v.Default)
	}
	if v.Flag != nil {
		for _, name := range v.Flag.Envs {
			notes = append(notes, "$"+name)
		}
	}
	if len(notes) == 0 {
		return v.Help
	}
	text, stop := strings.CutSuffix(v.Help, ".")
	text += " (" + strings.Join(notes, ", ") + ")"
	if stop {
		text += "."
	}
	return text
}
