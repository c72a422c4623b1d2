#!/usr/bin/env bash
# The whole recipe in a minute, on the sentences of the test fixtures: does everything run? The model knows nothing.
#   scripts/runs/tiny.sh [OUT]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
out=${1:-build/tiny}
python=${PYTHON:-.venv/bin/python}
fixtures=test/scripts/fixtures
export HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=false

"$python" scripts/prepare_corpus.py --corpus "$fixtures/corpus" --general village kitchen --out "$out/corpus"
"$python" scripts/make_pairs.py --corpus "$out/corpus" --pairs "$fixtures/pairs.jsonl" --synthetic 300 --out "$out/pairs"
"$python" scripts/pretrain.py --tiny --minutes 0.2 --corpus "$out/corpus" --out "$out/pretrained"
"$python" scripts/finetune.py --tiny --minutes 0.2 --dev "$fixtures/pairs.jsonl" \
  --pairs "$out/pairs" --base "$out/pretrained" --out "$out/finetuned"
"$python" scripts/export.py --model "$out/finetuned" --second "$out/finetuned" --lexicon "$out/pairs/lexicon.txt" --out "$out/model"
"$python" scripts/make_parity.py --model "$out/finetuned" --out "$out/parity.json"
