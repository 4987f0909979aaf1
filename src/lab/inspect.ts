/** Runs a net from a weights file on a case and tells everything that happens inside. */
import { Net } from '../engine/net.ts'
import { type Sizes, WEIGHT_NAMES } from '../engine/types.ts'
import { Refusal } from '../refusal.ts'
import { CASE_LIMIT, type Case, parseCase } from './case-file.ts'
import { readBytes } from './files.ts'
import type { Inspection } from './inspection.ts'
import { decodeUtf8 } from './json.ts'
import { loadKernels } from './kernels.ts'
import { nest } from './nest.ts'
import { readNet, shapesOf } from './net-file.ts'
import { parseSafetensors } from './safetensors.ts'

/**
 * What the net of a safetensors file makes of the sequences of a case.json: outputs, states, gates, and the gradients
 * of the mean squared error.
 * @throws Refusal cannot-read, file-too-large, safetensors-…, net-…, case-…, too-much-memory.
 */
export async function inspect(weightsPath: string, inputPath: string): Promise<Inspection> {
  const { tensors, metadata } = parseSafetensors(await readBytes(weightsPath))
  const { sizes, weights } = readNet(tensors, metadata)
  const given = await readCase(inputPath)
  checkFit(sizes, given)
  const { T, B } = given
  const net = Net.create(await loadKernels(), { sizes, T, B, L: 1, loss: 'mse', record: true })
  net.load(weights)
  net.work.setBatch(given)
  return inspectionOf(sizes, given, net.inspect())
}

async function readCase(path: string): Promise<Case> {
  const text = decodeUtf8(await readBytes(path, CASE_LIMIT))
  if (text === null) throw new Refusal('case-not-json', { problem: 'utf-8' })
  return parseCase(text)
}

/** The case's I and O must be the net's. */
function checkFit(sizes: Sizes, { I, O }: Case): void {
  if (I !== sizes.input) throw new Refusal('case-sizes', { key: 'x', found: I, expected: sizes.input })
  if (O !== sizes.output) throw new Refusal('case-sizes', { key: 'y', found: O, expected: sizes.output })
}

function inspectionOf(sizes: Sizes, { T, B, O }: Case, inside: ReturnType<Net['inspect']>): Inspection {
  const { loss, logits, hidden, cell, gates, profile, parameters } = inside
  if (!Number.isFinite(loss)) throw new Refusal('net-overflows', { what: 'output' })
  const states = [T, B, sizes.hidden] as const
  const shapes = shapesOf(sizes)
  const gradients = WEIGHT_NAMES.map((name) => {
    if (!parameters[name].every(Number.isFinite)) throw new Refusal('net-overflows', { what: 'gradient' })
    return [name, nest(parameters[name], shapes[name])]
  })
  return {
    schema: 'gatelab.inspection/1',
    cell: sizes.cell,
    hidden: sizes.hidden,
    length: T,
    batch: B,
    loss,
    prediction: nest(logits, [B, O]),
    hiddenState: nest(hidden, states),
    cellState: cell && nest(cell, states),
    gates: gates && {
      i: nest(gates.i, states),
      f: nest(gates.f, states),
      g: nest(gates.g, states),
      o: nest(gates.o, states),
    },
    gradient: { log10: profile, parameters: Object.fromEntries(gradients) },
  }
}
