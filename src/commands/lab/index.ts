/** The lab's commands, in the order in which help lists them. */
import type { Command } from '../grammar/command.ts'
import { reset, seed, set, show, task, variant } from './bench.ts'
import { exportCommand, load, save } from './files.ts'
import { diff, history, redo, undo } from './history.ts'
import { PROBE_COMMANDS } from './probes.ts'
import { receipt } from './receipt.ts'
import { clamp, plain, release, scale, sever } from './surgery.ts'
import { train, until } from './train.ts'
import { weight } from './weight.ts'

export const LAB_COMMANDS: readonly Command[] = [
  task,
  set,
  seed,
  variant,
  show,
  train,
  until,
  reset,
  ...PROBE_COMMANDS,
  clamp,
  scale,
  sever,
  plain,
  weight,
  release,
  undo,
  redo,
  diff,
  history,
  receipt,
  save,
  load,
  exportCommand,
]
