#!/bin/sh
# A comparison in parts on a cluster under Slurm, and one report of them. Change LINE; then, in a checkout of gatelab that
# all nodes see, after `npm ci`:  sh docs/scale/slurm.sh
# submits the shards, and a merge for when they are through. The same again goes on where they stopped.
#SBATCH --job-name=gatelab
#SBATCH --cpus-per-task=2
#SBATCH --mem-per-cpu=512M
#SBATCH --time=04:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
set -eu

LINE='adding --length 10,20,50,100,200 --forget-bias 0,1,3,5,chrono --seeds 10 --until-solved'
SHARDS=20
RESULTS=results/adding # another line or another number of shards wants another folder

case ${1:-submit} in
submit)
  array=$(sbatch --parsable --array="1-$SHARDS" "$0" shard)
  sbatch --dependency="afterany:${array%%;*}" "$0" merge
  ;;
shard)
  exec node bin/gatelab.js compare $LINE --results "$RESULTS" --shard "$SLURM_ARRAY_TASK_ID/$SHARDS" --resume \
    --workers "$SLURM_CPUS_PER_TASK"
  ;;
merge)
  exec node bin/gatelab.js merge "$RESULTS" --report "$RESULTS/report.json"
  ;;
esac
