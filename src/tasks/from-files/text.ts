/**
 * Character prediction on a text of one's own, or on one that the package carries: Elman 1990
 * (letters in words), Sutskever, Martens & Hinton 2011.
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
import type { CarriedName } from '../names.ts'
import type { TextContent } from '../shared/file-content.ts'
import { checked } from '../shared/options.ts'
import type { Batch, Sliding, Task, TaskKind, TaskOptions } from '../shared/task.ts'
import { type Alphabet, alphabetOf } from './alphabet.ts'
import { inBlocks } from './blocks.ts'
import { nGramsOf } from './n-grams.ts'

const limits = {
  minLength: 1,
  minSymbols: LIMITS.symbols[0],
  maxSymbols: LIMITS.symbols[1],
} as const

/** Part of the table's cross-entropy that may be left. */
const LEFT = 0.9
/** A table of pairs below this knows practically everything, and is not to be beaten. */
const CERTAIN = 0.01
/** Windows that slide over the held-out part, at most. */
const MOST_SLIDING = 4096

const own = { ...limits, name: 'text', defaultLength: 50, from: 'text' } as const

export const text: TaskKind = {
  ...own,
  make(options): Task {
    const { content } = options
    if (content?.form !== 'text')
      throw new InputError('file-needed', { task: own.name, option: own.from })
    return taskOn(content, own, options)
  },
}

/** The task on a text that the package carries. */
export function onCarried(
  carried: CarriedName,
  defaults: Pick<TaskKind, 'defaultLength' | 'defaultSymbols'>,
): TaskKind {
  const kind = { ...limits, ...defaults, name: carried, carried }
  return {
    ...kind,
    make(options): Task {
      const { content } = options
      if (content?.form !== 'text') throw new TypeError(`the text ${carried} was not handed over`)
      return taskOn(content, kind, options)
    },
  }
}

function taskOn(content: TextContent, kind: Omit<TaskKind, 'make'>, options: TaskOptions): Task {
  const { length: T, symbols } = checked(kind, options)
  const { ranks, split } = content
  const alphabet = alphabetOf(content, symbols || null)
  const { symbols: V, symbolOf, names, constant, pairs } = alphabet
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
  const write = ({ x, y }: Batch, B: number, b: number, start: number) => {
    for (let t = 0; t < T; t++) {
      x[(t * B + b) * V + symbolOf[ranks[start + t]]] = 1
      y[(t * B + b) * V + symbolOf[ranks[start + t + 1]]] = 1
    }
  }
  const clear = ({ x, y }: Batch, B: number) => {
    x.fill(0, 0, T * B * V)
    y.fill(0, 0, T * B * V)
  }
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
    sample(random, batch, B, heldOut) {
      clear(batch, B)
      for (let b = 0; b < B; b++)
        write(batch, B, b, heldOut === undefined ? random.below(split - T) : windowAt(heldOut + b))
    },
    sliding: slidingOver(content, alphabet, T, (batch, B, startOf) => {
      clear(batch, B)
      for (let b = 0; b < B; b++) write(batch, B, b, startOf(b))
    }),
    /** Nothing is marked: any character may tell of any later one. */
    marks: () => [],
  }
}

/** The first held-out characters, as windows at every place. */
function slidingOver(
  { ranks, split }: TextContent,
  { symbols: V, symbolOf }: Alphabet,
  T: number,
  fill: (batch: Batch, B: number, startOf: (b: number) => number) => void,
): Sliding {
  const count = Math.min(MOST_SLIDING, ranks.length - split - T)
  return {
    count,
    fill: (batch, B, first) => fill(batch, B, (b) => split + ((first + b) % count)),
    tables: () =>
      nGramsOf(
        Uint16Array.from(ranks, (rank) => symbolOf[rank]),
        V,
        split,
        split + T,
        split + count + 1,
      ),
  }
}
