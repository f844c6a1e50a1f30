// Package marian reads the binary files of Marian's int8 student models, the
// format in which Mozilla publishes the models of Firefox Translations.
//
// A file is a list of named tensors and one YAML text that says what network
// they form. Three networks are known ("tiny", "base-memory" and "base", which
// differ in numbers only); anything else is refused with the name of what was
// not expected, because a tensor that is read the wrong way does not fail: it
// translates nonsense. All lengths come from outside and are checked before
// they are used.
package marian
