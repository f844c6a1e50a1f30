# Overview. `make` prints this help.
.DEFAULT_GOAL := help

GO          ?= go
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
SHARED      ?= ../shared
FUZZTIME    ?= 10s
BROWSER     ?= chromium

export CGO_ENABLED = 0

.PHONY: help run demo build test check fmt vet staticcheck race fuzz-parsers browser screenshots generate-check fuzz bench bench-nmt quality yardsticks cases clean

help: ## print this help
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  make run ARGS='--archive FILE.warc.gz --outlets FILE --now 2026-08-03T00:00:00Z'"
	@echo "                       passes arguments to overview serve"

build: ## build bin/overview
	$(GO) build -trimpath -o bin/overview ./cmd/overview

run: build ## build and start Overview on http://localhost:8080, data in ./data
	./bin/overview serve $(ARGS)

demo: build ## serve an invented sample day, without a network
	./bin/overview demo $(ARGS)

test: ## run every test that needs Go alone
	$(GO) test ./...

check: fmt vet staticcheck generate-check race fuzz-parsers browser ## everything that CI checks

fmt:
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "gofmt would change:"; gofmt -l $$(git ls-files '*.go'); exit 1; }

# The yardstick of extraction is a module of its own, which must follow the package's API.
vet:
	$(GO) vet ./...
	$(GO) -C page/extract/internal/yardstick vet ./...
	OVERVIEW_SHARED=$(abspath $(SHARED)) $(GO) -C page/extract/internal/yardstick test ./...

staticcheck:
	$(GO) run $(STATICCHECK) ./...

race: ## run the tests with the race detector (needs a C compiler)
	CGO_ENABLED=1 $(GO) test -race ./...

generate-check: ## see that generated files are up to date
	$(GO) test -count=1 ./web ./internal/catalog ./nmt/internal/kernel/gen

quality: ## measure extraction, language, genres and grouping on the labelled corpora
	$(GO) test ./page/extract -run Quality -quality -v -timeout 30m
	$(GO) test ./text/langid -run Quality -v
	$(GO) test ./text/topic -run Quality -quality -v -timeout 10m
	$(GO) test ./cluster -run TestQuality -quality -v -timeout 30m

yardsticks: ## measure extraction and language beside public tools (PROBS=FILE LINES=FOLDER, see CONTRIBUTING.md)
	$(GO) -C page/extract/internal/yardstick run . -shared $(abspath $(SHARED)) $(if $(PROBS),-probs $(abspath $(PROBS)))
	$(GO) -C text/langid/internal/yardstick run . -shared $(abspath $(SHARED)) $(if $(LINES),-lines $(abspath $(LINES)))

cases: build ## run the shared cases against bin/overview
	cd $(SHARED)/tools/run-cases && $(GO) run . $(CURDIR)/bin/overview ../../cases $(AREAS)

fuzz: ## fuzz every parser of outside bytes, FUZZTIME each
	@$(GO) list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}' ./... | while read -r pkg; do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$target"; \
			$(GO) test -run xxx -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
		done; \
	done

# What reads bytes that strangers send, as package:target.
PARSERS := feed:FuzzParse feed/internal/markup:FuzzText feed/sitemap:FuzzParse feed/opml:FuzzParse page/robots:FuzzParse \
	page/charset:FuzzDecode page/dom:FuzzParse page/dom:FuzzParseForText page/selector:FuzzParse \
	page/extract:FuzzPage page/extract:FuzzHints page/extract:FuzzReadSourceSet page/extract:FuzzLines \
	text/date:FuzzParse internal/fetch:FuzzArchive internal/fetch:FuzzUnpack internal/catalog:FuzzReadYAML \
	cmd/overview:FuzzConfig internal/server:FuzzPath

fuzz-parsers: ## fuzz what reads strangers' bytes, FUZZTIME each (part of check)
	@for one in $(PARSERS); do \
		echo "fuzz $$one"; \
		$(GO) test -run xxx -fuzz "^$${one#*:}$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x ./$${one%:*} || exit 1; \
	done

bench: ## measure speed
	$(GO) test -run xxx -bench . -benchtime 1x -timeout 30m ./internal/app
	$(GO) test -run xxx -bench . ./feed ./text/... ./page/extract ./cluster

bench-nmt: ## measure the translation engine beside the draft (and OFFICIAL=DIR, see docs/nmt.md)
	$(GO) run ./nmt/internal/benchcmp -shared $(SHARED) $(if $(OFFICIAL),-official $(OFFICIAL))

browser: ## run the browser tests (needs node and Chromium, see BROWSER)
	@command -v $(BROWSER) >/dev/null || { echo "browser tests need $(BROWSER): install Chromium or set BROWSER"; exit 1; }
	cd web/e2e && npm ci --ignore-scripts --no-audit --no-fund
	OVERVIEW_BROWSER=$$(command -v $(BROWSER)) $(GO) test -count=1 -timeout 12m -run 'Browser$$' ./internal/app

screenshots: build ## take docs/screenshots anew from the sample day (as browser)
	@command -v $(BROWSER) >/dev/null || { echo "screenshots need $(BROWSER): install Chromium or set BROWSER"; exit 1; }
	cd web/e2e && npm ci --ignore-scripts --no-audit --no-fund
	cd web/e2e && PROGRAM=../../bin/overview BROWSER=$$(command -v $(BROWSER)) node screenshots.mjs

clean: ## remove what was built (not the data)
	rm -rf bin
