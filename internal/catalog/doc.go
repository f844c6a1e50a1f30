// Package catalog keeps Overview's list of the world's outlets: data files,
// an operator's own additions, and the checks that need no network.
//
// The list is written as YAML, one file a country in outlets/, so that a
// change is a small diff that a person can review; docs/catalog.md explains
// every field. A program compiles those files into outlets.jsonl, which is
// what the binary carries, because reading a megabyte of YAML at every start
// would cost a hundred times more than reading the same facts as JSON:
//
//	go generate ./internal/catalog
//
// [Shipped] returns that list, [Load] reads YAML from a folder, [ReadYAML] an
// operator's file and [Catalog.Overlay] lays it over another list,
// [ReadJSONLines] and [FromList] take in plain lists of feeds, and
// [Catalog.Check] says what is wrong. The package knows nothing of the store:
// how an outlet fares day by day is kept there, not here.
package catalog

//go:generate go run ./gen compile
