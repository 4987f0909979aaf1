/**
 * The state of the workbench as an immutable value: two of them may share nets, and undoing is
 * going back to one.
 */
import { createHash } from 'node:crypto'
import type { Cell, Operation, Weights } from '../engine/types.ts'
import { digestOf } from '../results/digest.ts'
import type { ByCell, Curve } from '../results/lab-results.ts'
import { fingerprint, identityOf, type Spec } from '../specs/spec.ts'
import type { Lines } from './receipts/replay-lines.ts'

/** A net in training, and what it goes on from. Nothing in it is ever changed. */
export interface NetState {
  readonly step: number
  readonly weights: Weights
  /** The optimiser's moments, in the layout of the weights. */
  readonly moment1: Weights
  readonly moment2: Weights
  /** Where the stream of training data is. */
  readonly random: readonly number[]
  readonly diverged: boolean
  readonly solvedAt: number | null
  readonly curve: Curve
  /**
   * The metric of the best constant answer on the same held-out data; absent where it was not
   * measured.
   */
  readonly baseline?: number
  /** Of an LSTM: the surgery that its curve was measured under; absent where that is not known. */
  readonly measuredUnder?: readonly Operation[]
}

export interface BenchState {
  /** One seed. */
  readonly spec: Spec
  /** Nets that are trained; one that is missing is as its seed makes it. */
  readonly nets: ByCell<NetState>
  readonly operations: readonly Operation[]
  /** The lines that lead here from the spec. */
  readonly replayLines: Lines | null
}

const digests = new WeakMap<NetState, string>()

/** Of everything that a net goes on from. */
export function digestOfNet(net: NetState): string {
  const known = digests.get(net)
  if (known) return known
  const { step, weights, moment1, moment2, random, diverged } = net
  const parts = { step, random, diverged, of: [weights, moment1, moment2].map(digestOf) }
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  digests.set(net, digest)
  return digest
}

/**
 * The same for equal states and for no others: over the spec, the surgery, and what each net goes
 * on from.
 */
export function digestOfState({ spec, nets, operations }: BenchState): string {
  const settings = Object.entries(fingerprint(spec)).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const cells = (['rnn', 'lstm'] as const).map((cell) => {
    const net = nets[cell]
    return net ? digestOfNet(net) : null
  })
  const hash = createHash('sha256').update(JSON.stringify([settings, operations, cells]))
  return `sha256:${hash.digest('hex')}`
}

/** Bytes that a state's nets hold. */
export function bytesOf(net: NetState): number {
  const floats = Object.values(net.weights).reduce((sum, array) => sum + array.length, 0)
  return 3 * 4 * floats + 24 * net.curve.step.length
}

export const netOf = (state: BenchState, cell: Cell): NetState | null => state.nets[cell] ?? null

/**
 * What a choice may change while the nets stay as they are; everything else is what training
 * depends on.
 */
const LEAVES_NETS: readonly (keyof Spec)[] = ['steps', 'evalEvery', 'untilSolved', 'cells']

/** The state with another spec; the nets start anew where training depends on what changed. */
export function withSpec(state: BenchState, spec: Spec): { state: BenchState; restarted: boolean } {
  const keys = Object.keys({ ...state.spec, ...spec }) as (keyof Spec)[]
  const said = (of: Spec, key: keyof Spec) =>
    JSON.stringify(key === 'file' ? of.file && identityOf(of.file) : of[key])
  const same = (key: keyof Spec) => said(spec, key) === said(state.spec, key)
  const restarted = keys.some((key) => !LEAVES_NETS.includes(key) && !same(key))
  return { state: restarted ? fresh(spec) : { ...state, spec }, restarted }
}

export const fresh = (spec: Spec): BenchState => ({
  spec,
  nets: {},
  operations: [],
  replayLines: null,
})
