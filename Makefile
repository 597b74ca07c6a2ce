# make demo      在自带的 2025 年示例上跑一遍：导入、校验、汇总、拆分
# make test      lint 加全部测试
# make lint      ruff、mypy、import-linter
# make workbook  由源码重新生成 workbook/ 下的工作簿
# make pictures  重新画 README 里的图
# make addin     生成 Excel 加载项 build/perfxl.xlam
# make clean     删去 .venv、缓存和演示结果

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test lint workbook pictures addin clean office validator

PYTHON ?= python3
export PYTHON
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check
export PATH := $(CURDIR)/$(BIN):$(PATH)

help:
	@sed -n 's/^# make/make/p' Makefile

# Stamps: a second call installs nothing until pyproject.toml changes.
.venv/.run: pyproject.toml
	@.ci/tools python
	$(PIP) -e .
	@touch $@

.venv/.dev: pyproject.toml
	@.ci/tools python
	$(PIP) -e '.[dev]'
	@touch .venv/.run $@

office:
	@.ci/tools office

validator: .venv/.dev
	@.ci/tools validator

demo: .venv/.run
	perfxl demo --out 演示

lint: .venv/.dev
	ruff check
	ruff format --check
	mypy
	lint-imports

test: lint office validator
	python -m pytest -n 2

addin: .venv/.run
	python -m macros.build build

workbook: .venv/.dev
	python -m workbook.build

pictures: .venv/.dev
	python -m workbook.pictures

clean:
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist 演示
	find perfxl workbook tests -name __pycache__ -type d -prune -exec rm -rf {} +
