// Package news has the nouns of Overview: outlets and their feeds, entries,
// articles and their renditions, stories, coverage, takes and editions.
//
// It is the vocabulary that the stages, the store and the pages share, and
// holds no behaviour beyond small questions that a value can answer about
// itself. The words are those of the glossary in docs/architecture.md.
package news

// OutletID names an outlet for ever; it comes from the catalog, or from the
// outlet's registrable domain where a list brought it.
type OutletID string

// FeedID numbers a polled feed or news sitemap.
type FeedID int64

// ArticleID numbers an article.
type ArticleID int64

// StoryID numbers a story. Of two merged stories the lower id lives on.
type StoryID int64
