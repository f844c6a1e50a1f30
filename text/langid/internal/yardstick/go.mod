// The yardsticks of package langid: public identifiers of languages that its
// figures are compared with. A module of its own, so that none of them is a
// dependency of the program.
module github.com/overview-news/overview/text/langid/internal/yardstick

go 1.26.0

replace github.com/overview-news/overview => ../../../..

require (
	github.com/RadhiFadlillah/whatlanggo v0.0.0-20240916001553-aac1f0f737fc
	github.com/abadojack/whatlanggo v1.0.1
	github.com/overview-news/overview v0.0.0-00010101000000-000000000000
	github.com/pemistahl/lingua-go v1.4.0
)

require (
	github.com/shopspring/decimal v1.3.1 // indirect
	golang.org/x/exp v0.0.0-20221106115401-f9659909a136 // indirect
	golang.org/x/text v0.44.0 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
)
