package translate

import (
	"container/list"
	"sync"
)

// cacheOverhead is what an entry costs besides its texts, in bytes: map, list
// and strings' headers.
const cacheOverhead = 250

// cache remembers sentences that passed the gate, the most recently used
// ones within a bound of bytes. Agencies' copy and standing phrases repeat.
type cache struct {
	limit int

	mu    sync.Mutex
	bytes int
	byKey map[string]*list.Element
	order *list.List // the most recently used first
}

type cached struct {
	key      string
	sentence Sentence
}

func newCache(limit int) *cache {
	return &cache{limit: limit, byKey: make(map[string]*list.Element), order: list.New()}
}

func (c *cache) get(key string) (Sentence, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return Sentence{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(cached).sentence, true
}

func (c *cache) put(key string, s Sentence) {
	entry := cached{key, s}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[key]; ok {
		c.bytes -= e.Value.(cached).size()
		c.order.Remove(e)
	}
	c.byKey[key] = c.order.PushFront(entry)
	c.bytes += entry.size()
	for c.bytes > c.limit {
		oldest := c.order.Back()
		gone := c.order.Remove(oldest).(cached)
		delete(c.byKey, gone.key)
		c.bytes -= gone.size()
	}
}

func (e cached) size() int { return len(e.key) + len(e.sentence.Text) + cacheOverhead }
