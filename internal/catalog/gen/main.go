// Command gen makes the files of package catalog.
//
//	go run ./internal/catalog/gen compile
//	go run ./internal/catalog/gen convert -candidates ../shared/catalog/outlets-candidates.csv
//
// compile turns outlets/*.yaml into outlets.jsonl, which the binary carries;
// run it after every change of a list. convert wrote the first lists from the
// candidates that were collected for the project. It is kept so that anyone
// can see how every entry came about; run again it overwrites what people have
// corrected since, so it refuses to unless -force is given.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/overview-news/overview/internal/catalog"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New("want compile or convert")
	}
	dir, err := catalogDir()
	if err != nil {
		return err
	}
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	candidates := flags.String("candidates", filepath.Join(dir, "../../../shared/catalog/outlets-candidates.csv"), "table to convert")
	force := flags.Bool("force", false, "overwrite lists that exist")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	switch args[0] {
	case "compile":
		return compile(dir)
	case "convert":
		return convert(*candidates, filepath.Join(dir, "outlets"), *force)
	}
	return fmt.Errorf("want compile or convert, got %q", args[0])
}

// catalogDir is the folder of package catalog, whether the program was started
// there (go generate) or in the root of the repository.
func catalogDir() (string, error) {
	for _, dir := range []string{".", "internal/catalog"} {
		if _, err := os.Stat(filepath.Join(dir, "provenance.csv")); err == nil {
			return dir, nil
		}
	}
	return "", errors.New("start it in the root of the repository or in internal/catalog")
}

func compile(dir string) error {
	list, problems, err := catalog.Load(os.DirFS(filepath.Join(dir, "outlets")))
	if err != nil {
		return err
	}
	problems = append(problems, list.Check()...)
	if errs := catalog.Errors(problems); len(errs) > 0 {
		return &catalog.ReadError{Problems: errs}
	}
	text, err := list.Compile()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "outlets.jsonl"), text, 0o644)
}
