// Package filelock keeps two processes off the same files.
//
// Where the system can, the lock is the kernel's: it is free again when its
// process ends, however it ends. Elsewhere it is the lock file itself, which a
// process that is killed leaves behind, to be removed by hand.
package filelock
