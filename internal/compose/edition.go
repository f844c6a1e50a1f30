package compose

import (
	"time"

	"github.com/overview-news/overview/internal/measure"
	"github.com/overview-news/overview/internal/news"
)

// PageWorld is the edition of the world's current take.
const PageWorld = "world"

// PageOverlooked names the edition of what a country's press overlooked.
func PageOverlooked(country string) string { return "overlooked/" + country }

// PageOnlyHere names the edition of the stories that only one country's press
// was found to tell.
func PageOnlyHere(country string) string { return "only-here/" + country }

// World is the content of [PageWorld].
type World struct {
	Params string          `json:"params"` // version of the definitions
	Themes []measure.Theme `json:"themes"` // by rank
	// Watched is how many countries and texts the window's last day has.
	Countries int `json:"countries"`
	Texts     int `json:"texts"`
}

// Overlooked is the content of [PageOverlooked].
type Overlooked struct {
	Params string `json:"params"`
	Panel  Panel  `json:"panel"`
	// Stories are the overlooked ones, the strongest first; none when the
	// panel is not in order.
	Stories  []Finding `json:"stories"`
	PickedUp []Finding `json:"picked_up"`
	Archived []Finding `json:"archived"`
	// Watching counts the stories that may become overlooked.
	Watching int `json:"watching"`
}

// Panel is the state of a panel when an edition was made.
type Panel struct {
	Country string   `json:"country"`
	Version string   `json:"version"`
	Size    int      `json:"size"`
	Healthy []string `json:"healthy"` // publishers
	Ill     []Ill    `json:"ill"`
	InOrder bool     `json:"in_order"`
	Needed  int      `json:"needed"` // healthy members at least
}

// Ill is a member of a panel that cannot be counted now, and why.
type Ill struct {
	Publisher string         `json:"publisher"`
	Why       measure.Health `json:"why"`
}

// Finding is a story and what was found of it in a country's press.
type Finding struct {
	Story   news.StoryID    `json:"story"`
	Verdict measure.Verdict `json:"verdict"`
	Flagged time.Time       `json:"flagged"` // when it was first found overlooked
	After   time.Duration   `json:"after,omitempty"`
}

// OnlyHere is the content of [PageOnlyHere].
type OnlyHere struct {
	Stories []news.StoryID `json:"stories"`
}
