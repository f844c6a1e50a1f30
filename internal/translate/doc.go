// Package translate makes English renditions of articles.
//
// [Translator] is the stage: it claims articles, translates headline and lead
// before the body, sentence by sentence, and writes a rendition with the same
// blocks and as many sentences in each.
//
// What it translates with is an [Engine]: [Backend]s in an order that may
// differ by language, behind a gate ([Check]) that every sentence must pass
// whoever translated it. A sentence that does not pass is tried again in
// smaller pieces and with the next backend, and is else kept in the original
// and flagged: nothing that looks wrong is shown as if an outlet had
// written it.
package translate
