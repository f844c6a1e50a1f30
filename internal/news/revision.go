package news

import "time"

// Revision is an article's text as it stood before its publisher changed it.
type Revision struct {
	Article ArticleID
	Until   time.Time // when the change was seen
	Title   string
	Blocks  []Block
}

// Hidden is something that the operator took down.
type Hidden struct {
	// Target is an address, outlet:ID, or article:ID where an article has no
	// address.
	Target string
	Reason string
	At     time.Time
}
