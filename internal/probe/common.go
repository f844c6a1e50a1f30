package probe

import (
	"strings"

	"github.com/overview-news/overview/page/address"
)

// systems are publishing systems by how they name themselves in a page, and
// where they put their feed.
var systems = []struct{ name, path string }{
	{"wordpress", "/feed/"},
	{"drupal", "/rss.xml"},
	{"joomla", "/?format=feed&type=rss"},
	{"ghost", "/rss/"},
	{"blogger", "/feeds/posts/default"},
	{"hugo", "/index.xml"},
	{"jekyll", "/feed.xml"},
	{"typo3", "/rss.xml"},
	{"wix.com", "/blog-feed.xml"},
	{"substack", "/feed"},
}

// common is where the system that made a page puts its feed; nothing where the
// page does not say what made it.
func common(generator, home string) []candidate {
	for _, s := range systems {
		if !strings.Contains(strings.ToLower(generator), s.name) {
			continue
		}
		u, err := address.Resolve(home, s.path)
		if err != nil {
			return nil
		}
		return []candidate{{url: u, evidence: "the page says that it was made by " + generator}}
	}
	return nil
}
