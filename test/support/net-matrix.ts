/** What the stored nets of every format have, found by opening them as the program does. */
import { copyFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sentenceOf } from '../../src/cli/error-output.ts'
import type {
  DirectionWeights,
  Numbers,
  RecurrentLayer,
  Stack,
} from '../../src/engine/stack/types.ts'
import type { NetFormat } from '../../src/net-files/net-file.ts'
import { type OpenNet, openNetFile } from '../../src/net-files/open-net-file.ts'
import { InputError } from '../../src/rules/input-error.ts'
import { textIn } from './texts.ts'

type Kind = RecurrentLayer['kind']

/** Of one format: how much there is, and the kinds of layers in which each feature is found. */
interface FormatRow {
  files: number
  nets: number
  layers: number
  readonly features: Record<string, Set<Kind>>
}

export interface NetMatrix {
  /** Where the expected numbers come from; `own`: some, from formulas that were written anew. */
  readonly origins: Readonly<
    Record<NetFormat, { name: string; folder: string; library: readonly string[]; own?: boolean }>
  >
  readonly formats: Readonly<Partial<Record<NetFormat, FormatRow>>>
  /** In the order of their paths; the sentences are those that the program says. */
  readonly refused: readonly { file: string; en: string; 'zh-CN': string }[]
}

const ORIGINS: NetMatrix['origins'] = {
  pytorch: { name: 'PyTorch', folder: 'torch', library: ['PyTorch 1.13.1', 'PyTorch 2.13.0'] },
  safetensors: { name: 'safetensors', folder: 'torch', library: ['PyTorch 1.13.1'] },
  keras: { name: 'Keras', folder: 'keras', library: ['Keras 3.15.1'], own: true },
  onnx: { name: 'ONNX', folder: 'onnx', library: ['onnxruntime-node 1.30.0'] },
  'tensorflow.js': {
    name: 'TF.js',
    folder: 'tensorflow-js',
    library: ['TensorFlow.js 4.22.0'],
  },
  'brain.js': { name: 'brain.js', folder: 'brain-js', library: ['brain.js 1.6.1'] },
  flax: { name: 'Flax', folder: 'flax', library: ['Flax 0.12.8'] },
  numpy: { name: 'NumPy', folder: 'numpy', library: ['NumPy 1.24.2'] },
}

/** Numbers of which some would need all bits of a float32, if the file had them. */
const MANY = 16

/** Folders of files in some format; `torch-stacks` and `x-ray` hold numbers alone. */
export const FOLDERS = ['brain-js', 'flax', 'keras', 'numpy', 'onnx', 'tensorflow-js', 'torch']
/** What stands beside nets: scripts, expected numbers, weights that a net's file names. */
const NO_NET = /\.(py|mjs|cjs|bin|data)$|(^|\.)expected\.json$|^inputs\.json$|^__pycache__$/
const EXPECTED = /^(torch|numpy)\/(?!.*\.index).*\.json$/

export const isNet = (folder: string, name: string): boolean =>
  !NO_NET.test(name) && !EXPECTED.test(`${folder}/${name}`)

/** @param root the folder of fixtures; `empty`, one in which a file can stand alone */
export async function netMatrix(root: string, empty: string): Promise<NetMatrix> {
  const formats: Partial<Record<NetFormat, FormatRow>> = {}
  const refused: NetMatrix['refused'][number][] = []
  for (const folder of FOLDERS)
    for (const name of readdirSync(join(root, folder)).sort()) {
      if (!isNet(folder, name)) continue
      const path = join(root, folder, name)
      const error = await collected(path, join(empty, name), formats)
      if (error)
        refused.push({
          file: `${folder}/${name}`,
          en: sentenceOf(error, textIn('en')),
          'zh-CN': sentenceOf(error, textIn('zh-CN')),
        })
    }
  return { formats, origins: ORIGINS, refused }
}

/** Adds what is in a file; the refusal, where it is refused. */
async function collected(
  path: string,
  lonely: string,
  formats: Partial<Record<NetFormat, FormatRow>>,
): Promise<InputError | null> {
  let closing = async () => {}
  try {
    const net = await openNetFile(path)
    closing = net.close
    await loadAll(net)
    formats[net.format] ??= { files: 0, nets: 0, layers: 0, features: {} }
    const row = formats[net.format] as FormatRow
    const isAlone = await readsAlone(path, lonely)
    row.files++
    for (const stack of net.stacks) await collectStack(stack, net, isAlone, row)
    return null
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  } finally {
    await closing()
  }
}

/** All numbers of recurrent layers. @throws InputError where some cannot be read */
async function loadAll({ stacks }: OpenNet): Promise<void> {
  for (const { steps } of stacks)
    for (const step of steps)
      if (step.is === 'recurrent') {
        await step.forward?.load()
        await step.backward?.load()
      }
}

/** Whether all its numbers are in the file itself. */
async function readsAlone(path: string, lonely: string): Promise<boolean> {
  copyFileSync(path, lonely)
  try {
    const net = await openNetFile(lonely)
    try {
      await loadAll(net)
    } finally {
      await net.close()
    }
    return true
  } catch (error) {
    if (error instanceof InputError) return false
    throw error
  } finally {
    rmSync(lonely)
  }
}

async function collectStack(
  stack: Stack,
  { stacks, remarks }: OpenNet,
  isAlone: boolean,
  row: FormatRow,
): Promise<void> {
  const recurrent = stack.steps.filter((step) => step.is === 'recurrent')
  const first = stack.steps.findIndex((step) => step.is === 'recurrent')
  const last = stack.steps.findLastIndex((step) => step.is === 'recurrent')
  const is = (remark: string) => remarks.some((one) => one.is === remark)
  row.nets++
  row.layers += recurrent.length
  for (const layer of recurrent) {
    const weights = [await layer.forward?.load(), await layer.backward?.load()].filter(
      (one) => one !== undefined,
    )
    const found = {
      ...ofLayer(layer),
      ...ofWeights(weights),
      'several-layers': recurrent.length > 1,
      'several-nets': stacks.length > 1,
      embedding: stack.steps.slice(0, first).some((step) => step.is === 'embedding'),
      readout: stack.steps.slice(last + 1).some((step) => step.is === 'dense'),
      beside: !isAlone,
      undone: is('undone'),
      'assumed-form': is('assumed-form') || is('assumed-tanh'),
      masking: remarks.some((one) => one.is === 'masking' && one.layer === layer.name),
      parts: is('branching') || is('skipped'),
    }
    for (const [feature, has] of Object.entries(found)) {
      row.features[feature] ??= new Set()
      if (has) row.features[feature].add(layer.kind)
    }
  }
}

function ofLayer({ kind, form, ...layer }: RecurrentLayer) {
  const isBoth = layer.forward !== null && layer.backward !== null
  const isUsual = (at: 'candidate' | 'output') => form[at].is === 'tanh'
  return {
    cell: true,
    both: isBoth,
    merged: isBoth && layer.merge !== 'concat',
    backward: layer.forward === null,
    'last-alone': layer.returns === 'last',
    projection: layer.output !== layer.hidden,
    coupled: form.coupled,
    clip: form.clip !== null || form.cellClip !== null,
    'hard-sigmoid': kind !== 'rnn' && form.gate.is === 'hard-sigmoid',
    relu: form.candidate.is === 'relu',
    'other-function':
      !['tanh', 'relu'].includes(form.candidate.is) ||
      (kind === 'lstm' && !isUsual('output')) ||
      (kind !== 'rnn' && !['sigmoid', 'hard-sigmoid'].includes(form.gate.is)),
    'reset-after': kind === 'gru' && form.reset === 'after',
    'reset-before': kind === 'gru' && form.reset === 'before',
  }
}

function ofWeights(directions: readonly DirectionWeights[]) {
  const matrices = directions.flatMap(({ input, recurrent }) => [input, recurrent])
  const isSingle = matrices.every((one) => one instanceof Float32Array)
  const isMany = matrices.reduce((sum, { length }) => sum + length, 0) >= MANY
  // Rounding tells the width: bits that no number of many uses, the file does not have.
  const isBrain = isSingle && isMany && matrices.every((one) => one.every(isBfloat16))
  const isHalf = isSingle && isMany && !isBrain && matrices.every((one) => one.every(isFloat16))
  return {
    'no-bias': directions.every((one) => one.inputBias === null && one.recurrentBias === null),
    peepholes: directions.some(({ peepholes }) => peepholes !== null),
    'initial-state': directions.some(({ h0, c0 }) => isSet(h0) || isSet(c0)),
    float16: isHalf,
    bfloat16: isBrain,
    float32: isSingle && isMany && !isHalf && !isBrain,
    float64: matrices.some((one) => one instanceof Float64Array),
  }
}

const isSet = (state: Numbers | null) => state?.some((value) => value !== 0) ?? false

const bits = new DataView(new ArrayBuffer(4))

/** Whether a number is one of float16: 10 bits behind the first, steps of 2⁻²⁴ at least. */
function isFloat16(value: number): boolean {
  const size = Math.abs(value)
  const step = 2 ** (Math.max(Math.floor(Math.log2(size)), -14) - 10)
  return size === 0 || (size <= 65504 && size % step === 0)
}

function isBfloat16(value: number): boolean {
  bits.setFloat32(0, value)
  return (bits.getUint32(0) & 0xffff) === 0
}
