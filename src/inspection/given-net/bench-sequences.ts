/** A case's sequences as those of a task, all of them held out. */
import { loadStack } from '../../engine/stack/load-stack.ts'
import { lastOf } from '../../engine/stack/sequences.ts'
import { runStack } from '../../engine/stack/stack.ts'
import type { DenseStep, RecurrentLayer, Step } from '../../engine/stack/types.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import type { GivenFacts } from '../../results/lab-results.ts'
import { InputError } from '../../rules/input-error.ts'
import { foldsFrom } from '../../tasks/from-files/folds.ts'
import { variance } from '../../tasks/from-files/sequences.ts'
import { type DataContent, shared } from '../../tasks/shared/file-content.ts'
import type { Standardization } from '../../tasks/shared/task.ts'
import type { Case } from './case-file.ts'
import { scaledCase } from './case-scaling.ts'
import { checkWeights } from './check-weights.ts'
import { checkMemory } from './inspect-stack.ts'
import { stackInput } from './stack-case.ts'
import { stackProducts } from './stack-products.ts'

export interface BenchParts {
  /** The steps before the layer. */
  readonly before: readonly Step[]
  readonly layer: RecurrentLayer
  readonly readout: DenseStep | null
  readonly standardize: Standardization | null
}

/**
 * What arrives at the layer, and what is asked at each sequence's end: y where it is of the
 * readout's (or h's) size, else zeros, so that the loss is the mean square.
 * @throws InputError case-…, run-…, bench-layer, too-much-memory
 */
export async function benchSequences(
  { before, layer, readout, standardize }: BenchParts,
  given: Case,
): Promise<{ sequences: DataContent; asked: GivenFacts['asked'] }> {
  const own = [...before, layer, ...(readout ? [readout] : [])]
  const input = stackInput(own, given)
  checkWeights(await loadStack({ steps: own }), own)
  const scaled = scaledCase(given, standardize)
  const { B } = given
  let x: ArrayLike<number> = scaled.x
  let I = given.I
  if (before.length > 0) {
    checkMemory(before, given)
    const stack = await loadStack({ steps: before }, await stackProducts())
    const { outputs } = runStack(stack, { ...input, starts: [] })
    if (outputs.T !== given.T)
      throw new InputError('bench-layer', { layer: sanitizeName(layer.name), problem: 'last' })
    x = outputs.values
    I = outputs.width
  }
  const O = readout?.output ?? layer.hidden
  if (given.O !== null && given.O !== O) {
    const { O: found } = given
    throw readout
      ? new InputError('case-sizes', { key: 'y', found, expected: O })
      : new InputError('bench-answers', { layer: sanitizeName(layer.name), hidden: O, found })
  }
  const last = Array.from({ length: B }, (_, b) => lastOf(b, given))
  return {
    sequences: sequencesOf(x, { B, I, O, last, y: scaled.y }),
    asked: scaled.y ? 'y' : 'zeros',
  }
}

interface Asked {
  readonly B: number
  readonly I: number
  readonly O: number
  /** The list index of each sequence's last step. */
  readonly last: readonly number[]
  readonly y: Float32Array | null
}

/** x is [T, B, I]; in the result sequences stand one after another, without what is behind them. */
function sequencesOf(x: ArrayLike<number>, { B, I, O, last, y }: Asked): DataContent {
  const start = [0]
  for (const end of last) start.push(start[start.length - 1] + end + 1)
  const values = new Float32Array(start[B] * I)
  for (let b = 0; b < B; b++)
    for (let t = 0; t <= last[b]; t++)
      for (let i = 0; i < I; i++) values[(start[b] + t) * I + i] = x[(t * B + b) * I + i]
  const timeSteps = last.reduce((a, b) => Math.max(a, b)) + 1
  const all = Uint32Array.from({ length: B }, (_, b) => b)
  const targets = y ?? new Float32Array(B * O)
  return {
    form: 'data',
    ...{ inputSize: I, outputSize: O, classes: false, timeSteps },
    start: shared(Uint32Array, start),
    x: shared(Float32Array, values),
    asked: shared(Uint32Array, [...all, B]),
    at: shared(Uint32Array, last),
    y: shared(Float32Array, targets),
    answerSteps: timeSteps - last.reduce((a, b) => Math.min(a, b)),
    folds: foldsFrom([[...all]], all),
    constant: variance({ outputSize: O, y: targets }),
  }
}
