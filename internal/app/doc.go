// Package app puts Overview together: it knows every other package, reads the
// configuration, and starts and stops what a command needs.
//
// A [Config] is one struct, filled from flags, environment and a TOML file by
// the command line. [Open] makes the parts of it; [App.Serve] runs the stages
// and the pages until it is told to stop, [App.RunOnce] runs the stages until
// nothing is due.
package app
