// Package selector finds elements of a page by CSS selectors, as the hints of
// an outlet list write them: type, #id, .class, [attribute] with every operator,
// :not() and :is() of such, :first-child and :last-child, joined by the four
// combinators, in a list.
//
// Selectors come from files of strangers and pages from the web, so matching is
// linear in the page whatever both hold: every element is seen once and
// remembers which parts of the selector it and what stands above and before it
// match. What would need a second look (:has) and what other tools add to CSS
// (:contains) is refused, with the place that is wrong.
package selector
