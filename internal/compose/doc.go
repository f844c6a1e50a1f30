// Package compose makes editions: dated, immutable snapshots of the world's
// current take, of what each country's press overlooked, and of what only one
// country tells.
//
// An edition holds ids and numbers, never texts, so that what is taken down
// later disappears from it. A new one is made only when its content changed.
package compose
