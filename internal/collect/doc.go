// Package collect is the stage that fetches the pages of articles and reads
// them: text in blocks of sentences, headline, authors, dates, language, what
// the page forbids.
//
// An article on several pages is joined, by requests that keep the same rules
// as the first; of a version for phones or printers the article's own page is
// read instead. What stands at the same place of several pages of an outlet is
// left out; what is known of an outlet's pages is stored with each article that
// it was learnt from.
//
// A publisher's refusal is a fact that is stored, not an error: robots.txt
// that forbids the page, an article that was taken down. A page that is no
// article (a consent wall, a front page) is a fact too. Whatever a page holds
// can cost its own article only.
package collect
