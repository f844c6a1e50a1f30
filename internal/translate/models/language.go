package models

import (
	"slices"
	"strings"

	"github.com/overview-news/overview/text/language"
)

// relatives are the models that read a language, the first choice first, where
// that is not simply the language's own: standards so close that a model of
// one reads the other, and scripts.
var relatives = map[string][]string{
	"no":      {"nb", "nn"},
	"nb":      {"nb", "nn"},
	"nn":      {"nn", "nb"},
	"sh":      {"hr", "bs", "sr"},
	"hr":      {"hr", "bs"},
	"bs":      {"bs", "hr"},
	"sr":      {"sr"},
	"sr-Cyrl": {"sr"},
	"sr-Latn": {"hr", "bs", "sr"}, // the model of sr was trained on Cyrillic
	"zh-Hans": {"zh"},
	"zh-Hant": {"zh-Hant", "zh"},
	"fil":     {"fil"},
}

// Codes lists the models, by code, that read texts of a BCP 47 tag, the first
// choice first: pt for pt-BR, nb and nn for no. It is empty for English, for
// what is no language, and for a language in a script that is not its usual
// one.
func Codes(tag string) []string {
	lower := strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	switch base, _, _ := strings.Cut(lower, "-"); base {
	case "sh", "hbs", "cnr":
		return slices.Clone(relatives["sh"])
	case "no":
		return slices.Clone(relatives["no"])
	}
	t, ok := language.Parse(tag)
	if !ok || t == language.Und || t.Base() == "en" {
		return nil
	}
	if codes, ok := relatives[string(t)]; ok {
		return slices.Clone(codes)
	}
	if string(t) != t.Base() {
		return nil // in a script that the language's model has not seen
	}
	return []string{t.Base()}
}

// codeOf is the code of a model whose source language a registry or a file
// name gives; empty if it names none. Old and new names of a language have
// one code.
func codeOf(name string) string {
	codes := Codes(name)
	if len(codes) == 0 {
		return ""
	}
	t, _ := language.Parse(name)
	if t == "sr-Latn" || t == "sr-Cyrl" {
		return "sr"
	}
	code := codes[0]
	if len(code) > maxCode || strings.Trim(strings.ToLower(code), "abcdefghijklmnopqrstuvwxyz-") != "" {
		return ""
	}
	return code
}

// maxCode bounds a code, in bytes: zh-Hant is the longest there is.
const maxCode = 8
