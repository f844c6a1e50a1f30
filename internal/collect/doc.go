// Package collect is the stage that fetches the pages of articles and reads
// them: text in blocks of sentences, headline, authors, dates, language, what
// the page forbids.
//
// A publisher's refusal is a fact that is stored, not an error: robots.txt
// that forbids the page, an article that was taken down. A page that is no
// article (a consent wall, a front page) is a fact too. Whatever a page holds
// can cost its own article only.
package collect
