// Package boost is gradient-boosted decision trees for yes-or-no questions:
// training with monotone constraints, a text file format, and prediction.
//
// Training is deterministic: the same rows in the same order give the same
// trees on every machine of one architecture.
package boost
