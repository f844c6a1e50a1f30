// Package mozilla translates with the models that Mozilla publishes for
// Firefox, in this process, through package nmt.
//
// A model of the folder (package models) is used only after [Verify]: it
// translates sentences whose translation is known well enough to tell a right
// one from a wrong one. No real weights could be reached when this was
// written, so that is the guard at first contact.
//
// The backend keeps to its place beside readers: it computes on all cores but
// one, holds models within a bound of bytes, and merges what several articles
// of a language ask for at the same time into one batch.
package mozilla
