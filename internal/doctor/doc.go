// Package doctor looks at what was read of an outlet's last pages and says
// what is odd: texts that became short, a passage that stands on many pages,
// pages without a date. An outlet that changes its layout is seen there on the
// day it does.
//
// It judges pages only by comparing them with the other pages of the same
// outlet, so it needs no list of what is usual where.
package doctor
