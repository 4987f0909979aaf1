/** The description of a net from its shapes, its file's metadata, and the user's options. */
import * as v from 'valibot'
import {
  hasPeepholes,
  hasQuery,
  isGru,
  isOfCell,
  NONLINEARITIES,
  type Nonlinearity,
  type Operation,
  type Sizes,
  VARIANTS,
  type Variant,
} from '../../engine/types.ts'
import { isObject, parseJson } from '../../io/json.ts'
import { isEarlier } from '../../io/safetensors/own-key.ts'
import { sanitizeName, sanitizeValue } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Standardization } from '../../tasks/shared/task.ts'
import {
  FORMAT,
  WEIGHTS_KEY,
  type WeightsMetadata,
  weightsMetadata,
} from '../../training/weights-metadata.ts'

type CellName = 'rnn' | 'lstm' | 'gru'

/** What the user states about a net whose file does not say it. */
export interface Choices {
  readonly variant?: Variant
  readonly nonlinearity?: Nonlinearity
}

export interface About {
  readonly cell: CellName
  readonly sizes: Sizes
  /** Of an LSTM, else null. */
  readonly variant: Exclude<Variant, 'gru'> | null
  /** Of an RNN, else null. */
  readonly nonlinearity: Nonlinearity | null
  readonly operations: readonly Operation[]
  readonly standardize: Standardization | null
  /** What it was trained on, as the file says. */
  readonly task: WeightsMetadata['task']
  readonly training: WeightsMetadata['training']
  /** What had to be assumed, since neither the file nor the user says it. */
  readonly assumed: readonly ('nonlinearity' | 'variant')[]
}

/** Metadata deeper or of more parts than this are refused unread. */
const LIMITS = { depth: 8, parts: 400_000 }
const LONGEST = 8_000_000

/**
 * @throws InputError about-… where the file's own words are of another version, impossible, or
 * about another net; net-says and net-option for choices that contradict the file or mean nothing
 * for its cell.
 */
export function aboutNet(
  sizes: Sizes,
  metadata: Readonly<Record<string, string>>,
  choices: Choices,
): About {
  const said = readMetadata(metadata)
  const looks = hasPeepholes(sizes)
  const cell: CellName = isGru(sizes) ? 'gru' : sizes.cell
  checkChoices(cell, looks, choices)
  if (said) checkSaid(said, cell, sizes, choices)
  const named = looks ? 'peephole' : (said?.variant ?? choices.variant ?? 'standard')
  const variant = cell === 'lstm' ? named : null
  const nonlinearity =
    cell === 'rnn' ? (said?.nonlinearity ?? choices.nonlinearity ?? 'tanh') : null
  const silent = {
    nonlinearity: cell === 'rnn' && !choices.nonlinearity,
    variant: !looks && isUnsaid(cell, metadata, choices),
  }
  const assumed = (['nonlinearity', 'variant'] as const).filter((one) => !said && silent[one])
  const {
    surgery = [],
    standardize = null,
    task = earlierTask(metadata),
    training = null,
  } = said ?? {}
  const { readout = sizes.readout } = said ?? {}
  const own: Sizes = {
    ...sizes,
    ...(variant !== null && variant !== 'standard' && { variant }),
    ...(readout && { readout }),
  }
  return {
    ...{ cell, sizes: own, variant: variant === 'gru' ? null : variant, nonlinearity },
    ...{ operations: surgery, standardize, task, training, assumed },
  }
}

/** What the file says about itself; null where it says nothing. */
function readMetadata(metadata: Readonly<Record<string, string>>): WeightsMetadata | null {
  if (!Object.hasOwn(metadata, WEIGHTS_KEY)) return null
  const text = metadata[WEIGHTS_KEY]
  if (text.length > LONGEST) throw new InputError('about-not-json', { problem: 'too-many-parts' })
  const parsed = parseJson(text, LIMITS)
  if ('problem' in parsed) throw new InputError('about-not-json', { problem: parsed.problem })
  const { value } = parsed
  if (!isObject(value)) throw new InputError('about-not-json', { problem: 'not-an-object' })
  const format = Object.hasOwn(value, 'format') ? value.format : undefined
  if (format !== FORMAT)
    throw new InputError('about-format', { format: sanitizeValue(format), known: FORMAT })
  const result = v.safeParse(weightsMetadata, value, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const field = sanitizeName(v.getDotPath(issue) ?? 'format')
  if (issue.expected === 'never') throw new InputError('about-unknown', { field })
  const known = {
    variant: VARIANTS.filter((one) => one !== 'gru'),
    nonlinearity: NONLINEARITIES,
    cell: ['rnn', 'lstm', 'gru'],
  }
  const choice = Object.hasOwn(known, field) ? known[field as keyof typeof known] : []
  throw new InputError('about-field', { field, found: sanitizeValue(issue.input), known: choice })
}

const isUnsaid = (
  cell: CellName,
  metadata: Readonly<Record<string, string>>,
  { variant }: Choices,
) => cell === 'lstm' && variant === undefined && isEarlier(metadata)

function earlierTask(metadata: Readonly<Record<string, string>>): WeightsMetadata['task'] {
  return isEarlier(metadata)
    ? { name: metadata.task.slice(0, 200), length: Number(metadata.length) }
    : null
}

/** An option must be about the cell that is there. */
function checkChoices(cell: CellName, looks: boolean, { variant, nonlinearity }: Choices): void {
  if (looks && variant !== undefined && variant !== 'peephole')
    throw new InputError('net-says', { option: 'variant', says: 'peephole', asked: variant })
  if (variant === 'peephole' && !looks)
    throw new InputError('net-option', { option: 'variant', value: variant, cell })
  const fits = variant === 'gru' ? cell === 'gru' : cell === 'lstm'
  if (variant !== undefined && !fits)
    throw new InputError('net-option', { option: 'variant', value: variant, cell })
  if (nonlinearity !== undefined && cell !== 'rnn') {
    throw new InputError('net-option', { option: 'nonlinearity', value: nonlinearity, cell })
  }
}

/** What the file says must be about this net, and be what the choices say. */
function checkSaid(said: WeightsMetadata, cell: CellName, sizes: Sizes, choices: Choices): void {
  if (said.cell !== cell) throw new InputError('about-cell', { says: said.cell, found: cell })
  const impossible = (field: string, found: unknown): never => {
    throw new InputError('about-field', { field, found: sanitizeValue(found), known: [] })
  }
  if ((said.variant === null) === (cell === 'lstm')) impossible('variant', said.variant)
  if ((said.variant === 'peephole') !== hasPeepholes(sizes)) impossible('variant', said.variant)
  if ((said.readout === 'attention') !== hasQuery(sizes)) impossible('readout', said.readout)
  if ((said.nonlinearity === null) === (cell === 'rnn'))
    impossible('nonlinearity', said.nonlinearity)
  if (cell === 'rnn' && said.surgery.length > 0) impossible('surgery', said.surgery)
  for (const [n, one] of said.surgery.entries()) {
    if (!isOfCell(one, cell === 'gru'))
      impossible(
        `surgery.${n}.${'gate' in one ? 'gate' : 'kind'}`,
        'gate' in one ? one.gate : one.kind,
      )
    if ('units' in one && one.units?.some((unit) => unit > sizes.hidden))
      impossible(`surgery.${n}.units`, one.units)
    if ('from' in one && one.from !== null && one.to !== null && one.from > one.to) {
      impossible(`surgery.${n}.from`, one.from)
    }
  }
  const { standardize } = said
  if (standardize) {
    checkCount('standardize.mean', standardize.mean, sizes.input)
    checkCount('standardize.deviation', standardize.deviation, sizes.input)
    if (standardize.target) {
      // A target is taken less the last input of its own column.
      if (standardize.fromLast && sizes.output > sizes.input)
        impossible('standardize.fromLast', true)
      checkCount('standardize.target.mean', standardize.target.mean, sizes.output)
      checkCount('standardize.target.deviation', standardize.target.deviation, sizes.output)
    }
  }
  const { variant, nonlinearity } = choices
  if (variant !== undefined && said.variant !== null && variant !== said.variant) {
    throw new InputError('net-says', { option: 'variant', says: said.variant, asked: variant })
  }
  if (
    nonlinearity !== undefined &&
    said.nonlinearity !== null &&
    nonlinearity !== said.nonlinearity
  ) {
    throw new InputError('net-says', {
      option: 'nonlinearity',
      says: said.nonlinearity,
      asked: nonlinearity,
    })
  }
}

function checkCount(field: string, { length: found }: readonly number[], expected: number): void {
  if (found !== expected) throw new InputError('about-count', { field, found, expected })
}
