/**
 * A workbench in a file: safetensors, so that other programs can read the nets, with the state in
 * its metadata. What is read back is checked as if a stranger had written it, and must have the
 * digest that it was saved with.
 */
import * as v from 'valibot'
import type { zeroWeights } from '../engine/parameters.ts'
import { resumeRandom } from '../engine/random.ts'
import { type Cell, type Weights, weightEntries } from '../engine/types.ts'
import { parseJson } from '../io/json.ts'
import { readBytes } from '../io/read-files.ts'
import { shapesOf } from '../io/safetensors/net-file.ts'
import {
  type NamedTensor,
  parseSafetensors,
  serialiseSafetensors,
  type Tensors,
} from '../io/safetensors/safetensors.ts'
import { writeAtomically } from '../io/write-files.ts'
import type { FileResult } from '../results/lab-results.ts'
import { operation } from '../results/operation-schema.ts'
import { count } from '../results/schema-parts.ts'
import { settings } from '../results/settings-schema.ts'
import { InputError } from '../rules/input-error.ts'
import type { NamedFile, Spec } from '../specs/spec.ts'
import { findTask } from '../tasks/index.ts'
import { sizesOf } from '../training/setup/net-sizes.ts'
import { resolveSpec, taskOf } from '../training/setup/resolve-spec.ts'
import { rejectForeignPath } from '../user-data/reject-foreign-paths.ts'
import { listOf, withLines } from './receipts/replay-lines.ts'
import { type BenchState, digestOfState, type NetState } from './state.ts'
import { checkOperation } from './surgery.ts'

const FORMAT = 'gatelab.workbench/1'

const numbers = v.array(v.nullable(v.pipe(v.number(), v.finite())))
const net = v.strictObject({
  step: count,
  random: v.array(v.pipe(v.number(), v.integer())),
  diverged: v.boolean(),
  solvedAt: v.nullable(count),
  curve: v.strictObject({ step: v.array(count), loss: numbers, metric: numbers }),
  baseline: v.optional(v.pipe(v.number(), v.finite())),
  measuredUnder: v.optional(v.array(operation)),
})
/**
 * A line that leads here. A receipt shows it as part of a shell line and runs it: it must do
 * nothing else.
 */
const line = v.pipe(
  v.string(),
  v.maxLength(20_000),
  v.regex(/^(train|clamp|scale|sever|plain|release|weight)( [\w.,+-]+)*$/),
)
/** A saved workbench: a published schema is made of it. @public */
export const saved = v.strictObject({
  digest: v.string(),
  spec: settings,
  operations: v.array(operation),
  since: v.array(line),
  nets: v.strictObject({ rnn: v.optional(net), lstm: v.optional(net) }),
})
type Saved = v.InferOutput<typeof saved>

const PARTS = ['weights', 'moment1', 'moment2'] as const
const CELLS = ['rnn', 'lstm'] as const

/**
 * Writes it whole or not at all. Throws InputError 'cannot-write', or 'would-overwrite' for a file
 * that is no workbench.
 */
export async function save(state: BenchState, path: string): Promise<FileResult> {
  await refuseToOverwrite(path)
  const tensors: NamedTensor[] = []
  const nets: { [C in Cell]?: Saved['nets'][C] } = {}
  for (const cell of CELLS) {
    const found = state.nets[cell]
    if (!found) continue
    const { weights, moment1, moment2, ...rest } = found
    nets[cell] = rest as Saved['nets'][Cell]
    const shapes = shapesOf(sizesOf(state.spec, taskOf(state.spec), cell))
    for (const [part, values] of Object.entries({ weights, moment1, moment2 }))
      for (const [name, numbers] of weightEntries(values))
        tensors.push([`${cell}.${part}.${name}`, shapes[name] ?? [], numbers])
  }
  const { spec, operations, replayLines: since } = state
  const content = JSON.stringify({
    digest: digestOfState(state),
    spec,
    operations,
    since: listOf(since),
    nets,
  })
  const bytes = serialiseSafetensors(tensors, { format: FORMAT, state: content })
  await writeAtomically(path, bytes)
  return { kind: 'file', command: 'save', path, bytes: bytes.length, what: 'workbench' }
}

/** A file that somebody else wrote is not ours to replace. */
async function refuseToOverwrite(path: string): Promise<void> {
  try {
    formatOf(path, parseSafetensors(await readBytes(path)).metadata)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const facts = error.details as { reason?: string }
    if (error.code === 'cannot-read' && facts.reason === 'ENOENT') return
    if (error.code === 'save-future') return
    throw error.code === 'cannot-read' ? error : new InputError('would-overwrite', { path })
  }
}

/** Throws InputError for any other file than a workbench of this format. */
function formatOf(path: string, metadata: Readonly<Record<string, string>>): void {
  const { format } = metadata
  if (format === FORMAT) return
  if (format?.startsWith('gatelab.workbench/'))
    throw new InputError('save-future', { path, format, known: FORMAT })
  throw new InputError('save-foreign', { path })
}

/**
 * The state in a file. Where its sequences come from another file, that is `file`, or one that was
 * named before in this program; its path in the workbench is a stranger's and is never followed.
 * @throws InputError with the reason where there is none
 */
export async function load(path: string, file?: NamedFile): Promise<BenchState> {
  const bytes = await readBytes(path)
  const { tensors, metadata } = readOr(path, () => parseSafetensors(bytes), 'save-foreign')
  formatOf(path, metadata)
  const parsed = parseJson(metadata.state ?? '', { depth: 8, parts: 10_000_000 })
  const result = v.safeParse(saved, 'value' in parsed ? parsed.value : null)
  if (!result.success)
    throw new InputError('save-damaged', {
      path,
      problem: v.getDotPath(result.issues[0]) ?? 'state',
    })
  const { digest, ...content } = result.output
  readOr(path, () => findTask(content.spec.task), 'save-damaged')
  const own = rejectForeignPath(content.spec, file, { path, command: 'load' })
  const spec = readOr(path, () => specOf(own), 'save-damaged')
  // Surgery stays while its LSTM is not on the bench.
  const withLstm: Spec = { ...spec, cells: CELLS }
  for (const one of content.operations)
    readOr(path, () => checkOperation(withLstm, one), 'save-damaged')
  const nets = Object.fromEntries(
    CELLS.flatMap((cell) => {
      const facts = content.nets[cell]
      return facts ? [[cell, netOf(path, spec, cell, facts, tensors)]] : []
    }),
  )
  const state: BenchState = {
    spec,
    nets,
    operations: content.operations,
    replayLines: withLines(null, content.since),
  }
  if (digestOfState(state) !== digest)
    throw new InputError('save-damaged', { path, problem: 'digest' })
  return state
}

/** The spec with what its task says of it: unknown tasks and impossible sizes are refused. */
function specOf(given: Spec): Spec {
  if (given.seeds.length !== 1) throw new RangeError('seeds')
  const cells = CELLS.filter((cell) => given.cells.includes(cell))
  if (cells.length === 0 || cells.length !== given.cells.length) throw new RangeError('cells')
  return resolveSpec({ ...given, cells })
}

/** What cannot be made sense of is a foreign or damaged file, whatever the reader called it. */
function readOr<T>(path: string, read: () => T, code: 'save-foreign' | 'save-damaged'): T {
  try {
    return read()
  } catch (error) {
    const problem =
      error instanceof InputError
        ? error.code
        : error instanceof Error
          ? error.message
          : String(error)
    throw code === 'save-foreign'
      ? new InputError(code, { path })
      : new InputError(code, { path, problem })
  }
}

function netOf(
  path: string,
  spec: Spec,
  cell: Cell,
  facts: NonNullable<Saved['nets'][Cell]>,
  tensors: Tensors,
): NetState {
  const sizes = sizesOf(spec, taskOf(spec), cell)
  const shapes = shapesOf(sizes)
  const damaged = (problem: string): never => {
    throw new InputError('save-damaged', { path, problem })
  }
  const read = (part: (typeof PARTS)[number]): Weights => {
    const entries = weightEntries(shapes).map(([name, shape]) => {
      const tensor = tensors.get(`${cell}.${part}.${name}`)
      if (tensor?.dtype !== 'F32' || String(tensor.shape) !== String(shape)) {
        return damaged(`${cell}.${part}.${name}`)
      }
      return [name, tensor.data]
    })
    return Object.fromEntries(entries) as ReturnType<typeof zeroWeights>
  }
  const { step, loss, metric } = facts.curve
  if (step.length !== loss.length || step.length !== metric.length) damaged(`${cell}.curve`)
  readOr(path, () => resumeRandom(facts.random), 'save-damaged')
  return { ...facts, weights: read('weights'), moment1: read('moment1'), moment2: read('moment2') }
}
