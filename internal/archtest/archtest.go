// Package archtest checks the structure of the module against layers.txt, and
// the rules of the house that a compiler does not know.
package archtest
