/**
 * Character prediction on a text of one's own: Elman 1990 (letters in words), Sutskever, Martens &
 * Hinton 2011.
 *
 * A sequence is a window of T + 1 characters of the text. Inputs [T, B, V], one-hot: its first T
 * symbols (alphabet.ts says which characters are symbols; `--symbols` is how many at most). Targets
 * [T, B, V], one-hot, asked at every step: the symbol that follows. Windows for training lie
 * anywhere in the first nine tenths of the text. The last tenth is held out: it is cut into windows
 * that follow one another (of more than 512 as many are taken, equally far apart), each looked at
 * once.
 *
 * Loss and metric: cross-entropy in nats a character. The best answer that ignores the input is the
 * held-out part's entropy. The sources name no value at which this counts as solved; the rule here
 * is our own: below nine tenths of what a table of pairs of characters, counted in the part that is
 * trained on, gets on the held-out part. So more than the last character is used: smoothed in other
 * ways the table is at most a few per cent better (below 0.01 where the table is nearly certain;
 * never above the baseline).
 */
import { InputError } from '../../rules/input-error.ts'
import { HELD_OUT, LIMITS } from '../../rules/limits.ts'
import { checked } from '../shared/options.ts'
import type { Task, TaskKind } from '../shared/task.ts'
import { alphabetOf } from './alphabet.ts'
import { inBlocks } from './blocks.ts'

const kind = {
  name: 'text',
  defaultLength: 50,
  minLength: 1,
  minSymbols: LIMITS.symbols[0],
  maxSymbols: LIMITS.symbols[1],
  from: 'text',
} as const

/** Part of the table's cross-entropy that may be left. */
const LEFT = 0.9
/** A table of pairs below this knows practically everything, and is not to be beaten. */
const CERTAIN = 0.01

export const text: TaskKind = {
  ...kind,
  make(options): Task {
    const { length: T, symbols } = checked(kind, options)
    const { content } = options
    if (content?.form !== 'text')
      throw new InputError('file-needed', { task: kind.name, option: kind.from })
    const { ranks, split } = content
    const { symbols: V, symbolOf, names, constant, pairs } = alphabetOf(content, symbols || null)
    const heldOutLength = ranks.length - split
    if (heldOutLength <= T) {
      throw new InputError('text-too-short', {
        characters: ranks.length,
        length: T,
        needed: 10 * (T + 1),
      })
    }
    const windows = Math.min(HELD_OUT, Math.floor((heldOutLength - 1) / T))
    const windowAt = (n: number) =>
      split + Math.floor(((n % windows) * (heldOutLength - 1 - T)) / Math.max(1, windows - 1))
    return {
      name: kind.name,
      timeSteps: T,
      inputSize: V,
      outputSize: V,
      answerSteps: T,
      loss: 'cross-entropy',
      notation: { symbols: names, outputs: names },
      metric: 'cross-entropy',
      baseline: constant,
      threshold: Math.max(CERTAIN, Math.min(constant, LEFT * pairs)),
      heldOut: inBlocks(windows),
      sample(random, { x, y }, B, heldOut) {
        x.fill(0, 0, T * B * V)
        y.fill(0, 0, T * B * V)
        for (let b = 0; b < B; b++) {
          const start = heldOut === undefined ? random.below(split - T) : windowAt(heldOut + b)
          for (let t = 0; t < T; t++) {
            x[(t * B + b) * V + symbolOf[ranks[start + t]]] = 1
            y[(t * B + b) * V + symbolOf[ranks[start + t + 1]]] = 1
          }
        }
      },
      /** Nothing is marked: any character may tell of any later one. */
      marks: () => [],
    }
  },
}
