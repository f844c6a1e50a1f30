// Package pairs turns a stream of articles into features of pairs: what two
// articles share, how rare that is in the stream so far, and how alike the
// neighbourhood of each is anyway.
//
// A [Stream] holds the articles of the last days in an inverted index. Adding
// an article returns its nearest neighbours; [Features] compares any two. The
// package decides nothing; cluster joins articles by a model over the features,
// and cluster/train makes that model.
package pairs
