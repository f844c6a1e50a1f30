// Package cluster groups a stream of documents by the event that they tell,
// and by the text that they carry. It keeps no storage and reads no clock: time
// is the time of the documents.
//
// A [Grouper] joins each new document with a story or founds one, by the
// probabilities that a small model gives to pairs of documents, and after every
// few dozen documents clusters the touched stories anew, which merges and
// splits them. [Families] finds copies of one text. What changed is returned as
// [Changes] for the caller to keep.
//
// Both are deterministic: the same calls in the same order give the same
// stories. Neither is safe for concurrent use.
package cluster
