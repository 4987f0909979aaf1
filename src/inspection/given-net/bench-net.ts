/**
 * One layer of a file's net as the lab's workbench takes it, with a case's sequences: what the
 * kernels compute, and nothing else.
 */
import type { DenseStep, RecurrentLayer, Step } from '../../engine/stack/types.ts'
import type { Cell, Operation, Sizes, Weights } from '../../engine/types.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import { openNetFile } from '../../net-files/open-net-file.ts'
import type { GivenFacts } from '../../results/lab-results.ts'
import { InputError } from '../../rules/input-error.ts'
import type { DataContent } from '../../tasks/shared/file-content.ts'
import { benchLayer } from './bench-layer.ts'
import { benchSequences } from './bench-sequences.ts'
import { chooseStack } from './choose-stack.ts'
import { readMappingFile } from './mapping.ts'
import { ownWords } from './own-words.ts'
import { readCase } from './read-case.ts'
import { isRecurrent } from './stack-case.ts'

export interface BenchNetChoices {
  readonly net?: string
  /** Which step of the net, from 1, as `inspect` counts them. */
  readonly layer?: number
  readonly readout?: string
  /** The path of a mapping. */
  readonly map?: string
  readonly batchFirst?: boolean
}

export interface BenchNet {
  readonly cell: Cell
  readonly sizes: Sizes
  readonly weights: Weights
  /** Surgery that the file says was done on its net. */
  readonly operations: readonly Operation[]
  readonly sequences: DataContent
  readonly facts: GivenFacts
}

/**
 * Reads both files. Where the layer reads others, what arrives at it is what they make of the case.
 * @throws InputError cannot-read, net-file-…, run-…, case-…, about-…, bench-…, too-much-memory.
 */
export async function benchNet(
  path: string,
  input: string,
  choices: BenchNetChoices = {},
): Promise<BenchNet> {
  const map = choices.map === undefined ? undefined : await readMappingFile(choices.map)
  const file = await openNetFile(path, { map })
  try {
    const { steps } = chooseStack(file.stacks, choices)
    const at = layerAt(steps, choices.layer)
    const layer = steps[at] as RecurrentLayer
    const readout = readoutBehind(steps, at)
    const { sizes, weights } = await benchLayer(layer, readout)
    const { operations = [], standardize = null } = ownWords(file, sizes) ?? {}
    const given = await readCase(input, choices.batchFirst, steps[0].is === 'embedding')
    if (given.h0 || given.c0) throw new InputError('bench-case', { key: given.h0 ? 'h0' : 'c0' })
    const parts = { before: steps.slice(0, at), layer, readout, standardize }
    const { sequences, asked } = await benchSequences(parts, given)
    const { input: I, hidden, output, cell } = sizes
    return {
      ...{ cell, sizes, weights, operations, sequences },
      facts: {
        ...{ weights: path, input, format: file.format, step: at + 1, steps: steps.length },
        ...{ layer: sanitizeName(layer.name), sizes: [I, hidden, output] },
        readout: readout && sanitizeName(readout.name),
        asked,
        assumedTanh: cell === 'rnn' && file.remarks.some(({ is }) => is === 'assumed-tanh'),
        ...(file.remarks.some(({ is }) => is === 'assumed-variant')
          ? { assumedVariant: true }
          : {}),
      },
    }
  } finally {
    await file.close()
  }
}

function layerAt(steps: readonly Step[], asked: number | undefined): number {
  const places = steps.flatMap((step, n) => (isRecurrent(step) ? [n] : []))
  if (asked === undefined && places.length === 1) return places[0]
  if (asked !== undefined && places.includes(asked - 1)) return asked - 1
  const found = places.map((n) => ({ step: n + 1, name: sanitizeName(steps[n].name) }))
  throw new InputError('bench-which-layer', { asked: asked ?? null, found })
}

/** The linear layer that alone stands behind a layer. */
function readoutBehind(steps: readonly Step[], at: number): DenseStep | null {
  const [next, ...more] = steps.slice(at + 1)
  return next?.is === 'dense' && next.activation.is === 'identity' && more.length === 0
    ? next
    : null
}
