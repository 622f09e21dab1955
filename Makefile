# A thin face over `dev`, which does the work and needs only Python.
PYTHON ?= python3
# Only what is said on this command line; PORT or DATA in the environment may mean something else.
said = $(if $(filter command,$(origin $(1))),$(2) '$($(1))')

help:
	@$(PYTHON) dev

setup:
	@$(PYTHON) dev setup

run:
	@exec $(PYTHON) dev run $(call said,PORT,--port) $(call said,DATA,--data)

test:
	@$(PYTHON) dev test $(ARGS)

check:
	@$(PYTHON) dev check

journeys:
	@$(PYTHON) dev journeys $(ARGS)

trust:
	@$(PYTHON) dev trust $(ARGS)

bench:
	@$(PYTHON) dev bench $(call said,NAME,--name) $(ARGS)

messages:
	@$(PYTHON) dev messages

lock:
	@$(PYTHON) dev lock $(ARGS)

clean:
	@$(PYTHON) dev clean

.PHONY: help setup run test check journeys trust bench messages lock clean
