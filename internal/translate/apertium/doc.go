// Package apertium translates with Apertium, the rule-based program that
// Debian packages bring: no key, no network, no graphics card.
//
// The installed pairs are found at start. Where a language has no pair with
// English it goes through a second language (French by way of Spanish). For
// each pair its programs are started once and kept, joined by pipes; a null
// character after each sentence makes them write what they have. No shell is
// involved, and foreign text only ever travels over standard input.
//
// Processes are few: at most Options.MaxPipelines pairs run at once, idle
// ones are stopped. One that dies, hangs or floods is killed with its whole
// process group and started again, later each time it fails.
package apertium
