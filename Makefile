# Two commands matter: `make demo` and `make test`. Both first install what is missing, and say so.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

SWIFT ?= swift
PREFIX ?= /usr/local
DEMO_OUTPUT ?= demo-output
PROVINCE := Benchmarks/data/province
PAYUNG := .build/release/payung
DEBUG_PAYUNG := .build/debug/payung
JATIM := examples/jatim-2026

# Every example that is meant to run: cacat.payung holds figures as they were misprinted.
PROGRAMS = $(filter-out %/cacat.payung,$(wildcard examples/*/*.payung))

# Debian packages and the file by which each is known to be there.
PACKAGES := libreadline-dev=/usr/include/readline/readline.h coinor-cbc=/usr/bin/cbc

# A binary that carries all it needs starts in a quarter of the time and runs on machines without Swift; where the
# archives for it are not to be had, one with Swift's own libraries, or a plain one, will do.
SWIFT_STATIC = $(shell find "$$(dirname "$$(dirname "$$(readlink -f "$$(command -v $(SWIFT) 2>/dev/null || echo /nowhere/bin/swift)")")")" \
	-maxdepth 4 -name 'static-executable-args.lnk' -path '*swift_static*' 2>/dev/null | head -1)
SYSTEM_STATIC = $(shell for f in readline tinfo c; do p=$$(cc -print-file-name=lib$$f.a 2>/dev/null); [ -e "$$p" ] || echo missing; done | head -1)
STATIC = $(if $(SWIFT_STATIC),--static-swift-stdlib $(if $(SYSTEM_STATIC),,-Xswiftc -static-executable))

.PHONY: help
help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

.PHONY: setup
setup: ## Install what is missing (with sudo when not root); does nothing when all is there
	@missing=""; \
	for entry in $(PACKAGES); do [ -e "$${entry#*=}" ] || missing="$$missing $${entry%%=*}"; done; \
	if [ -n "$$missing" ]; then \
	  command -v apt-get >/dev/null || { echo "payung: please install$$missing (or what your system calls it)"; exit 1; }; \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  echo "payung: installing$$missing with apt-get"; \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $$missing >/dev/null 2>&1 \
	    || { $$sudo apt-get update -qq; DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $$missing >/dev/null; }; \
	fi
	@command -v $(SWIFT) >/dev/null || { echo "payung: Swift 6.3 is needed: https://www.swift.org/install/linux/"; exit 1; }

.PHONY: build
build: setup ## Build the release binary: .build/release/payung
	$(SWIFT) build -c release --product payung $(STATIC)

.PHONY: demo
demo: build ## Build, and run the flagship example on its own data
	@mkdir -p $(DEMO_OUTPUT)
	$(PAYUNG) run $(JATIM)/plan-2026.payung --output-dir $(DEMO_OUTPUT) --set-aside $(DEMO_OUTPUT)/set-aside.csv
	@echo; echo "What the program exported is in $(DEMO_OUTPUT)/. The same plan in Indonesian: $(PAYUNG) run $(JATIM)/rencana-2026.payung"

.PHONY: demo-province
demo-province: build $(PROVINCE)/workers.csv ## The same program, amounts scaled up, on 2,000,000 generated workers
	@mkdir -p $(DEMO_OUTPUT)/province
	@$(SCALE_UP) $(JATIM)/plan-2026.payung > $(PROVINCE)/plan-province.payung
	time $(PAYUNG) run $(PROVINCE)/plan-province.payung \
	  --data regencies=$(JATIM)/data/regencies.csv --data villages=$(JATIM)/data/villages.csv --data workers=$(PROVINCE)/workers.csv \
	  --output-dir $(DEMO_OUTPUT)/province --set-aside $(DEMO_OUTPUT)/province/set-aside.csv

# Every amount a hundred times as large: there are a hundred times as many workers.
SCALE_UP = sed -E \
	-e 's/Rp150 juta/Rp15 miliar/; s/Rp600 juta/Rp60 miliar/; s/Rp5 juta/Rp500 juta/; s/Rp100 ribu/Rp10 juta/' \
	-e 's/from Rp100 juta to Rp2 miliar in steps of Rp10 juta/from Rp10 miliar to Rp200 miliar in steps of Rp1 miliar/'

$(PROVINCE)/workers.csv: Benchmarks/MakeRoster/*.swift
	$(SWIFT) build -c release --product make-roster
	@mkdir -p $(PROVINCE)
	.build/release/make-roster 2000000 2026 $(JATIM)/data/regencies.csv $(JATIM)/data/villages.csv $@

.PHONY: roster
roster: setup ## Make the flagship's roster of 20,000 workers again (the same bytes)
	$(SWIFT) build --product make-roster
	.build/debug/make-roster 20000 2026 $(JATIM)/data/regencies.csv $(JATIM)/data/villages.csv $(JATIM)/data/workers.csv

.PHONY: test
test: setup ## Run every test: Swift's, the style, and the tests written in Payung
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --parallel
	$(SWIFT) format lint --strict -r Package.swift Sources Tests Benchmarks stdlib
	stdlib/embed.sh --check
	$(DEBUG_PAYUNG) test stdlib/tests $(PROGRAMS)

.PHONY: soak
soak: setup ## The long tests: more generated cases, more cut files
	PAYUNG_SOAK=1 $(SWIFT) test -c release -Xswiftc -enable-testing --parallel

.PHONY: bench
bench: build ## Workload W, kernels, tables, changes, start-up and row-by-row code beside the peers that are installed; FULL=full adds 10,000,000 rows
	python3 Benchmarks/workload-w/bench.py $(FULL)
	python3 Benchmarks/kernels/bench.py
	python3 Benchmarks/tables/bench.py
	python3 Benchmarks/incremental/bench.py
	python3 Benchmarks/startup.py
	python3 Benchmarks/row-by-row/bench.py
	$(SWIFT) build -c release --product allocation-benchmark
	.build/release/allocation-benchmark

.PHONY: bench-check
bench-check: build ## Compare the instructions of workload W with those recorded in Benchmarks/instructions.json
	python3 Benchmarks/instructions.py

.PHONY: bench-record
bench-record: build ## Record the instructions of workload W anew
	python3 Benchmarks/instructions.py record

.PHONY: install
install: build ## Install payung to PREFIX (default /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -s -m 755 $(PAYUNG) "$(DESTDIR)$(PREFIX)/bin/payung"

.PHONY: embed
embed: ## Embed the library's modules in stdlib/StandardLibrary.swift
	stdlib/embed.sh

.PHONY: format
format: ## Format the Swift sources
	$(SWIFT) format -i -r Package.swift Sources Tests Benchmarks stdlib

.PHONY: clean
clean: ## Remove what was built and made
	rm -rf .build $(DEMO_OUTPUT) Benchmarks/data
