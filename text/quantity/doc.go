// Package quantity finds the numbers of a text with their units and roles: how
// many dead, how much money, which score. Translation guards hold the numbers
// of a rendition against those of its original, and story pages show where
// reports of one event differ.
//
// It reads digits of every script, grouped and decimal, numbers in English
// words and small numbers in the words of some two dozen other languages. It
// converts nothing: a figure is shown as the publisher wrote it, the value is
// only for comparison.
package quantity
