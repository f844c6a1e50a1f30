// Command overview is a self-hosted newspaper of the world: it reads the
// press of every country, translates it, and shows how each country tells the
// same story.
//
// Run "overview --help" for its commands.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	_ "time/tzdata" // dates of publishers need zones where the system has none

	"github.com/alecthomas/kong"
	"golang.org/x/term"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	code := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// streams are what a command reads and prints.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// cli is the whole command line.
type cli struct {
	Config  string      `name:"config" placeholder:"FILE" env:"OVERVIEW_CONFIG" help:"Read settings from this TOML file; ./overview.toml if it is there."`
	Log     logFlags    `embed:"" prefix:"log-"`
	Version versionFlag `env:"-" help:"Print the version and exit."`

	Serve   serveCmd   `cmd:"" help:"Watch the press and serve the paper."`
	Run     runCmd     `cmd:"" help:"Run the stages without the pages."`
	Demo    demoCmd    `cmd:"" help:"Serve an invented sample day, without a network."`
	Import  importCmd  `cmd:"" help:"Take articles from a file."`
	Export  exportCmd  `cmd:"" help:"Print what is stored."`
	Outlets outletsCmd `cmd:"" help:"Show and change the list of outlets."`
	Models  modelsCmd  `cmd:"" help:"List, pull, verify and remove translation models."`
	Hide    hideCmd    `cmd:"" help:"Take an article or an outlet down for good."`
	Doctor  doctorCmd  `cmd:"" help:"Look for what is wrong with what was read."`
	Show    configCmd  `cmd:"" name:"config" help:"Print the settings in force and where they come from."`

	Feed      feedCmd      `cmd:"" group:"filters" help:"Read a feed or a news sitemap."`
	Extract   extractCmd   `cmd:"" group:"filters" help:"Find the article on pages."`
	Language  languageCmd  `cmd:"" group:"filters" help:"Tell the language of texts."`
	Sentences sentencesCmd `cmd:"" group:"filters" help:"Split texts into sentences."`
	Translate translateCmd `cmd:"" group:"filters" help:"Translate texts into English."`
	Cluster   clusterCmd   `cmd:"" group:"filters" help:"Tell which articles tell one event."`
}

// logFlags say what is logged, on standard error.
type logFlags struct {
	Level  slog.Level `default:"INFO" placeholder:"LEVEL" env:"OVERVIEW_LOG_LEVEL" help:"Log DEBUG, INFO, WARN or ERROR and above."`
	Format string     `default:"text" enum:"text,json" env:"OVERVIEW_LOG_FORMAT" help:"Log as text or json."`
}

func (f logFlags) logger(w io.Writer) *slog.Logger {
	o := &slog.HandlerOptions{Level: f.Level}
	if f.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}

// exit ends a command with a code, after everything was said.
type exit int

// Error is for people who print it by mistake.
func (e exit) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// run runs the command that args name and returns its exit status: 0 if it
// did what it should, 1 if it could not, 2 if it was called wrongly.
func run(ctx context.Context, args []string, std streams) int {
	var c cli
	path, named := configPath(args)
	settings, err := readSettings(path, named)
	if err != nil {
		fmt.Fprintln(std.err, "overview:", err)
		return 2
	}
	stopped := -1
	parser, err := newParser(&c, settings, std,
		kong.Exit(func(code int) { stopped = code; panic(exit(code)) }),
		kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil { // the struct above: a broken program
		fmt.Fprintln(std.err, "overview:", err)
		return 1
	}
	if err := settings.check(parser.Model); err != nil && !asksForHelp(args) {
		fmt.Fprintln(std.err, "overview:", err)
		return 2
	}
	if len(args) == 0 {
		args = []string{"--help"} // who calls it so wants to know how
	}
	return catch(&stopped, func() int {
		call, err := parser.Parse(args)
		if err != nil {
			message, command := misuse(err)
			fmt.Fprintf(std.err, "overview: %s\nRun \"overview%s --help\" for how to call it.\n", settings.blame(message, args), command)
			return 2
		}
		hint(std, call)
		return status(std, call.Run(c.Log.logger(std.err)))
	})
}

// newParser returns the parser of the command line.
func newParser(c *cli, settings *settings, std streams, more ...kong.Option) (*kong.Kong, error) {
	return kong.New(c, append([]kong.Option{
		kong.Name("overview"),
		kong.Description("A self-hosted newspaper of the world. Pick a country, read its own press in English.\n\n" +
			"Every setting that \"overview config\" prints can be given as OVERVIEW_NAME in the environment, or in a TOML file by its name. " +
			"\"overview COMMAND --help\" tells more."),
		kong.PostBuild(arrangeFlags),
		kong.ExplicitGroups([]kong.Group{{Key: "filters", Title: "Filters (standard input to standard output, JSON Lines unless said otherwise):"}}),
		kong.Resolvers(settings),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.ValueFormatter(flagHelp),
		kong.Writers(std.out, std.err),
		kong.Bind(std, settings),
	}, more...)...)
}

// hint tells who starts a filter on a terminal that it waits for them.
func hint(std streams, call *kong.Context) {
	in, ok := std.in.(*os.File)
	node := call.Selected()
	if !ok || node == nil || node.Group == nil || node.Group.Key != "filters" || !term.IsTerminal(int(in.Fd())) {
		return
	}
	fmt.Fprintf(std.err, "overview %s reads standard input: type or paste, and end with Ctrl-D on a line of its own\n", node.Name)
}

// asksForHelp reports whether args want to be told something, which a
// configuration with faults must not prevent.
func asksForHelp(args []string) bool {
	return len(args) == 0 || slices.Contains(args, "--help") || slices.Contains(args, "-h") || slices.Contains(args, "--version")
}

// misuse says what is wrong with a call in the words of who made it, and
// which command was meant, as far as it got.
func misuse(err error) (message, command string) {
	message = err.Error()
	parse, ok := errors.AsType[*kong.ParseError](err)
	if ok && parse.Context != nil && parse.Context.Selected() != nil {
		command = strings.TrimPrefix(parse.Context.Selected().FullPath(), "overview")
	}
	if rest, found := strings.CutPrefix(message, "unexpected argument "); found && command == "" {
		name, hint, _ := strings.Cut(rest, ", ")
		return strings.TrimSuffix(fmt.Sprintf("there is no command %q; %s", name, hint), "; "), command
	}
	if flag, _, found := strings.Cut(message, " value but got \"EOL\""); found {
		flag, _, _ = strings.Cut(flag, ": ")
		return flag + " wants a value", command
	}
	if rest, found := strings.CutPrefix(message, "expected one of "); found {
		return "name a command: " + strings.ReplaceAll(rest, `"`, ""), command
	}
	return message, command
}

// catch runs f; where kong ended the program, as it does for --help, the code
// that it wanted is returned.
func catch(stopped *int, f func() int) (code int) {
	defer func() {
		if p := recover(); p != nil {
			if e, ok := p.(exit); ok && int(e) == *stopped {
				code = *stopped
				return
			}
			panic(p)
		}
	}()
	return f()
}

func status(std streams, err error) int {
	var code exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(std.err, "overview: interrupted")
		return 130
	}
	fmt.Fprintln(std.err, "overview:", err)
	return 1
}

// version is set when a release is built; else it is read from the module.
var version string

func currentVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "dev"
}

// versionFlag prints the version.
type versionFlag bool

// BeforeReset prints the version and ends the program.
func (versionFlag) BeforeReset(k *kong.Kong, std streams) error {
	fmt.Fprintln(std.out, "overview", currentVersion())
	k.Exit(0)
	return nil
}
