/** Runs a net from a weights file on a case and tells everything that happens inside. */
import { isGru, type Sizes, weightEntries } from '../../engine/types.ts'
import { readBytes } from '../../io/read-files.ts'
import { type NetFile, readNet, shapesOf } from '../../io/safetensors/net-file.ts'
import { parseSafetensors } from '../../io/safetensors/safetensors.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import { nest } from '../../results/nested-arrays.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Case } from './case-file.ts'
import type { Numbers } from './case-numbers.ts'
import { checkFit, scaledCase } from './case-scaling.ts'
import type { Inspection } from './inspection-schema.ts'
import { type About, aboutNet, type Choices } from './net-description.ts'
import { readCase } from './read-case.ts'
import { type Happened, run } from './run-case.ts'

/** The user's statements about the two files. */
export interface InspectChoices extends Choices {
  /** The readout's tensor, where several could be it. */
  readonly readout?: string
  /** x of the case is [B][T][I]. */
  readonly batchFirst?: boolean
}

/**
 * What the net of a safetensors file makes of the sequences of a case: outputs, states, gates,
 * and the gradients of the mean squared error.
 * @throws InputError cannot-read, file-too-large, safetensors-…, net-…, about-…, case-…,
 * too-much-memory.
 */
export async function inspect(
  weightsPath: string,
  inputPath: string,
  choices: InspectChoices = {},
): Promise<Inspection> {
  const { tensors, metadata } = parseSafetensors(await readBytes(weightsPath))
  if (isWorkbench(metadata)) throw new InputError('net-workbench', { path: weightsPath })
  const net = readNet(tensors, choices.readout)
  const about = aboutNet(net.sizes, metadata, choices)
  const read = await readCase(inputPath, choices.batchFirst)
  const { sizes } = about
  checkFit(sizes, read)
  if (sizes.readout && read.lengths)
    throw new InputError('case-readout-lengths', { readout: sizes.readout })
  const { B, h0, c0 } = read
  if (c0 && (sizes.cell === 'rnn' || isGru(sizes))) {
    throw new InputError('case-no-cell-state', { cell: isGru(sizes) ? 'gru' : 'rnn' })
  }
  const start = { h0: stateOf('h0', h0, B, sizes.hidden), c0: stateOf('c0', c0, B, sizes.hidden) }
  const { x, y } = scaledCase(read, about.standardize)
  const asked = { ...read, x, y: y ?? new Float32Array(B * sizes.output) }
  return inspectionOf(about, net, read, await run(about, net.weights, asked, start))
}

/** Whether a file says that the lab saved it. */
export const isWorkbench = ({ format }: Readonly<Record<string, string>>): boolean =>
  format?.startsWith('gatelab.workbench/') ?? false

/** h_0 or c_0 as [B, H], from [H] (the same for all), [B, H] or [1, B, H]. */
function stateOf(
  key: 'h0' | 'c0',
  given: Numbers | null,
  B: number,
  H: number,
): Float32Array | null {
  if (given === null) return null
  const { data, shape } = given
  const full = [1, B, H].slice(-shape.length)
  if (full.some((n, side) => n !== shape[side]))
    throw new InputError('case-state', { key, found: shape, expected: [B, H] })
  return Float32Array.from({ length: B * H }, (_, k) => data[k % data.length])
}

function inspectionOf(about: About, net: NetFile, given: Case, happened: Happened): Inspection {
  const { sizes, cell: name, variant, nonlinearity, standardize } = about
  const { T, B, y, lengths, ignored } = given
  const { loss, prediction, hidden, cell, gates } = happened
  const allFinite = (values: ArrayLike<number>) =>
    Array.prototype.every.call(values, Number.isFinite)
  const overflows = (what: 'output' | 'state'): never => {
    throw new InputError('net-overflows', { what })
  }
  if (!allFinite(prediction) || (y && !Number.isFinite(loss))) overflows('output')
  if (![hidden, cell ?? [], ...Object.values(gates ?? {})].every(allFinite)) overflows('state')
  const states = [T, B, sizes.hidden] as const
  return {
    schema: 'gatelab.inspection/1',
    cell: name,
    ...{
      variant,
      nonlinearity,
      operations: about.operations.map((one) => ({ ...one })),
      standardize,
    },
    ...{
      assumed: [...about.assumed],
      task: about.task && { ...clean(about.task), name: sanitizeName(about.task.name) },
    },
    training: about.training && clean(about.training),
    tensors: Object.fromEntries(
      Object.entries(net.parts).map(([weight, found]) => [
        weight,
        found === null ? null : sanitizeName(found),
      ]),
    ),
    unused: net.others.map(sanitizeName),
    ignored: [...ignored],
    hidden: sizes.hidden,
    length: T,
    batch: B,
    ...{
      lengths: lengths && [...lengths],
      initial: { h0: given.h0 !== null, c0: given.c0 !== null },
    },
    loss: y && loss,
    prediction: nest(prediction, [B, sizes.output]),
    hiddenState: nest(hidden, states),
    cellState: cell && nest(cell, states),
    gates:
      gates &&
      Object.fromEntries(
        Object.entries(gates).map(([gate, values]) => [gate, nest(values, states)]),
      ),
    gradient: y && { log10: happened.profile, parameters: gradients(sizes, happened) },
  }
}

/** Names and texts of the file's own words, as they may be printed; a digest is whole. */
const clean = <T extends string | number | boolean | null>(all: Readonly<Record<string, T>>) => {
  const printable = (value: T) => {
    if (typeof value !== 'string') return value
    return /^sha256:[0-9a-f]{64}$/.test(value) ? value : sanitizeName(value)
  }
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [sanitizeName(key), printable(value)]),
  )
}

/** Of every weight, nested in its shape. */
function gradients(sizes: Sizes, { parameters, profile }: Happened) {
  const logs = Object.values(profile).flatMap(
    (values: readonly (number | null)[] | null) => values ?? [],
  )
  if (!logs.every((log) => log === null || Number.isFinite(log)))
    throw new InputError('net-overflows', { what: 'gradient' })
  const shapes = shapesOf(sizes)
  return Object.fromEntries(
    weightEntries(parameters).map(([name, values]) => {
      if (!values.every(Number.isFinite))
        throw new InputError('net-overflows', { what: 'gradient' })
      return [name, nest(values, shapes[name] ?? [])] as const
    }),
  )
}
