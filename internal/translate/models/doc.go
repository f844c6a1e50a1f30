// Package models keeps the translation models that Mozilla publishes for
// Firefox: it knows which there are, pulls them from Mozilla's registry or a
// mirror, takes them from a folder where there is no network, and remembers
// which of them have proved to translate.
//
// Nothing is believed: a registry's answer is bounded, each file is checked
// against its size and SHA-256 before it takes its place, and what was once
// pulled is pinned, so that a registry that changes its mind changes nothing
// here until a person asks for it. A model is in its folder wholly or not at
// all, whoever else pulls at the same time and whenever the disk is full.
//
// The folder:
//
//	pins.json                        what was pulled first, by model
//	es-en/base-memory/model.json     a Record: files, hashes, origin
//	es-en/base-memory/verified.json  a Verdict, once probes were translated
//	es-en/base-memory/model.esen.intgemm.alphas.bin  and vocabulary, shortlist
//	.pull/es-en-base-memory/         a pull under way, or broken off
package models
