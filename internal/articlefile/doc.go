// Package articlefile reads and writes articles as JSON Lines: one object a
// line, gzip or not.
//
// It reads what it writes, and the field names that corpora of articles use
// (see [Row]). Rows may come in any order; [Sorted] gives them back by time,
// keeping only their places in memory.
package articlefile
