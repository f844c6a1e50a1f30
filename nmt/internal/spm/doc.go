// Package spm is the unigram tokeniser of SentencePiece: text to piece
// numbers and back, with the vocabulary files (.spm) that come with the
// translation models.
//
// It gives the same numbers as SentencePiece's own programs, which the tests
// check line by line: the network has learnt from those numbers, and one
// different cut is a different sentence.
package spm
