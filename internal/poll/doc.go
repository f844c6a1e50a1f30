// Package poll is the stage that asks feeds and news sitemaps for entries.
//
// A poll is conditional, and what it learns is stored whole: entries, the
// validators that belong to them, and when to ask again. So a document that
// broke off or could not be stored is asked for again in full. How often a
// feed is asked follows from what it publishes and what it asks for; a failure
// is a fact about the outlet with a reason and a next try, never the end of
// the stage. Nothing that a document holds can cost another feed its turn.
package poll
