// Package group is the stage that recognises which articles carry one text
// and which tell one story.
//
// It holds the state of the last days in memory (see package cluster) and is
// the only one that does: there is one group stage for a store. After a
// restart it reads that state back from what is stored. What it decides for a
// batch of articles is written in one transaction.
package group
