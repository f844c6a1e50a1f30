// Package measure counts who reported a story and who did not, chooses the
// takes that differ most, and ties stories into themes.
//
// It counts newsrooms and independent texts, not articles: ten papers that
// print one wire text are ten carriers and one report. Every figure comes with
// the names behind it, and absence is never claimed, only that no report was
// found in the newsrooms that were watched. How things are counted, with the
// reasons, is in docs/method.md.
package measure
