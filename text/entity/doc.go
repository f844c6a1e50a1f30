// Package entity finds names, countries and words in news text of any script
// without a model.
//
// It knows nothing of one language's grammar: a name is what is written with a
// capital in the middle of sentences, a country is what the Unicode locale data
// calls one, and two spellings of a name in two scripts are compared by their
// consonants ([Skeleton]). All of it is a hint with errors, to be weighed by
// the caller, never a fact to print.
package entity
