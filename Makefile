# Fusen. `make serve` opens the page on this machine, `make test` runs every check.
.PHONY: serve test dist bench accuracy screenshots setup clean

serve: dist
	@node scripts/serve.mjs dist

dist:
	@scripts/build.sh

test:
	@scripts/test.sh

bench: dist
	@scripts/setup.sh browser
	@node scripts/bench/run.mjs $(BENCH)

accuracy:
	@scripts/accuracy.sh

screenshots: dist
	@scripts/setup.sh browser
	@node scripts/screenshots.mjs

setup:
	@scripts/setup.sh page browser

clean:
	rm -rf dist target
