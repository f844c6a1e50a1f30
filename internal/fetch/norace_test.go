//go:build !race

package fetch

// underRace says that the race detector watches.
const underRace = false
