package app

import (
	"time"

	"github.com/overview-news/overview/internal/clock"
)

// newClock is the clock that the configuration asks for: virtual when
// requests are answered from archives, because nobody is spared by waiting;
// else the machine's, perhaps moved and sped up.
func newClock(c Config) clock.Clock {
	start := c.Clock.Now
	switch {
	case c.replayed():
		if start.IsZero() {
			start = time.Now()
		}
		return clock.NewVirtual(start)
	case !start.IsZero() || c.Clock.Speed != 1:
		if start.IsZero() {
			start = time.Now()
		}
		return clock.NewScaled(start, c.Clock.Speed)
	}
	return clock.Real{}
}
