package main

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"
)

// textOf is a value of a TOML file as the flag reads it: text, or a list of
// texts. The problem says what is wrong with it and how to write it; it is
// empty if nothing is.
func textOf(v any, flag *kong.Flag) (text any, problem string) {
	if flag.Target.Kind() == reflect.Slice {
		return listOfTexts(v)
	}
	if _, list := v.([]any); list {
		return nil, "is a list; write one value, " + exampleOf(flag)
	}
	if _, list := v.([]map[string]any); list {
		return nil, "is a list of tables; write one value, " + exampleOf(flag)
	}
	s, written := written(v)
	if problem := misfit(s, written, flag); problem != "" {
		return nil, problem
	}
	return s, ""
}

// listOfTexts reads a list; one text stands for a list of it.
func listOfTexts(v any) (any, string) {
	if one, ok := v.(string); ok {
		return []any{one}, ""
	}
	list, ok := v.([]any)
	if !ok {
		return nil, fmt.Sprintf(`is %v; write a list, as ["a", "b"]`, v)
	}
	for _, item := range list {
		if _, ok := item.(string); !ok {
			return nil, fmt.Sprintf(`has %v in its list; write every item in quotes, as ["a", "b"]`, item)
		}
	}
	return v, ""
}

// written is a value as text, and as people see it in the file.
func written(v any) (text, seen string) {
	switch x := v.(type) {
	case string:
		return x, strconv.Quote(x)
	case time.Time:
		text = x.Format(time.RFC3339Nano)
	case float64:
		text = strconv.FormatFloat(x, 'f', -1, 64)
	default:
		text = fmt.Sprint(v)
	}
	return text, text
}

// misfit says why the text of a value is none that a flag takes.
func misfit(text, seen string, flag *kong.Flag) string {
	wrong := func(err error) string {
		if err == nil {
			return ""
		}
		return "is " + seen + "; write " + exampleOf(flag)
	}
	var err error
	switch x := flag.Target.Addr().Interface().(type) {
	case *time.Duration:
		_, err = time.ParseDuration(text)
		return wrong(err)
	case *time.Time:
		_, err = time.Parse(time.RFC3339, text)
		return wrong(err)
	case encoding.TextUnmarshaler:
		probe, ok := reflect.New(reflect.TypeOf(x).Elem()).Interface().(encoding.TextUnmarshaler)
		if ok {
			err = probe.UnmarshalText([]byte(text))
		}
		return wrong(err)
	}
	switch flag.Target.Kind() {
	case reflect.Bool:
		_, err = strconv.ParseBool(text)
	case reflect.Int, reflect.Int64:
		_, err = strconv.ParseInt(text, 10, 64)
	case reflect.Float64:
		_, err = strconv.ParseFloat(text, 64)
	case reflect.String:
		if seen == text {
			err = strconv.ErrSyntax // a text without quotes is a slip
		}
	}
	if err == nil && flag.Enum != "" && !flag.EnumMap()[text] {
		err = strconv.ErrRange
	}
	return wrong(err)
}

// exampleOf shows how a value of a flag is written in a file.
func exampleOf(flag *kong.Flag) string {
	if flag.Enum != "" {
		var all []string
		for value := range flag.EnumMap() {
			all = append(all, strconv.Quote(value))
		}
		slices.Sort(all)
		return strings.Join(all, " or ")
	}
	switch flag.Target.Addr().Interface().(type) {
	case *time.Duration:
		return `a time with its unit, as "90s" or "6h"`
	case *time.Time:
		return "a time, as 2026-08-03T00:00:00Z"
	case encoding.TextUnmarshaler:
		return "it in quotes, as " + strconv.Quote(flag.Default)
	}
	switch flag.Target.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Float64:
		return "a number, as " + firstOf(flag.Default, "1.5")
	case reflect.Int, reflect.Int64:
		return "a whole number, as " + firstOf(flag.Default, "10")
	}
	return "it in quotes, as " + strconv.Quote(firstOf(flag.Default, flag.PlaceHolder, "value"))
}
