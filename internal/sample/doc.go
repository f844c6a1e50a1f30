// Package sample is a small invented news day: outlets under .example
// addresses, events that never happened, and what newsrooms of a dozen
// countries wrote about them in six languages.
//
// It shows what Overview does where there is no network, and is what
// end-to-end tests read. Every headline says SAMPLE. The texts are put together
// from the lines in data/, which hold each sentence in several wordings and in
// English; so no two newsrooms print the same words unless they carry a wire
// text, and every English rendition matches its original sentence by sentence.
// The same moment always gives the same day.
package sample
