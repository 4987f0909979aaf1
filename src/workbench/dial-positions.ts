/** The positions of a dial: which values it has, and the state that each would make. */
import type { Gate, GruGate, Operation } from '../engine/types.ts'
import { InputError } from '../rules/input-error.ts'
import { LIMITS } from '../rules/limits.ts'
import { roundTo } from '../rules/significant.ts'
import type { Choices, Spec } from '../specs/spec.ts'
import { findTask } from '../tasks/index.ts'
import { resolveChoice } from './merge-choices.ts'
import type { DialName, DialRange } from './probes/dial.ts'
import type { BenchState } from './state.ts'
import { checkOperation } from './surgery.ts'
import type { Workbench } from './workbench.ts'

/** What a line would make of the workbench. */
export interface Proposal {
  readonly line: string
  readonly restarted: boolean
  readonly state: BenchState
}

const isGate = (what: DialName): what is Gate | GruGate => what.length === 1

/** The setting that a dial turns, by its name and as it is typed. */
const SETTINGS = {
  'forget-bias': { key: 'forgetBias', option: 'forget-bias' },
  lag: { key: 'length', option: 'length' },
  scale: { key: 'gain', option: 'gain' },
} as const satisfies Record<string, { key: keyof Choices; option: string }>

/** Smallest and largest value that the command of the position would take. */
const TAKEN: Readonly<Record<string, readonly [number, number]>> = {
  'forget-bias': [-1000, 1000],
  lag: LIMITS.length,
  scale: [0, 1000],
}
const TAKEN_BY_GATE = [-1e6, 1e6] as const

/** Time steps up to which keys move the lag. */
const MOST_LAG = 1000

/** Where keys move a dial, and by how much. */
export function rangeOf(what: DialName, { task, length }: Spec): DialRange {
  switch (what) {
    case 'g':
    case 'n':
      return { low: -1, high: 1, step: 0.01, coarse: 0.1 }
    case 'forget-bias':
      return { low: -10, high: 10, step: 0.1, coarse: 1 }
    case 'scale':
      return { low: 0, high: 5, step: 0.05, coarse: 0.5 }
    case 'lag':
      return {
        low: findTask(task).minLength,
        high: Math.max(MOST_LAG, length),
        step: 1,
        coarse: 10,
      }
    default:
      return { low: 0, high: 1, step: 0.01, coarse: 0.1 }
  }
}

/** Where the dial stands on the workbench as it is; null where nothing holds it at one value. */
export function standsAt(what: DialName, { spec, operations }: BenchState): number | null {
  if (!isGate(what)) {
    const value = spec[SETTINGS[what].key]
    return typeof value === 'number' ? value : null
  }
  const last = operations.findLast((one) => 'gate' in one && one.gate === what)
  return last?.kind === 'clamp' && isWhole(last) ? last.value : null
}

const isWhole = ({ units, from, to }: Extract<Operation, { kind: 'clamp' }>) =>
  units === null && from === null && to === null

/** From one value to another in so many equal steps; whole numbers where the dial has no others. */
export function valuesOf(what: DialName, from: number, to: number, count: number): number[] {
  for (const [name, value] of Object.entries({ from, to })) checkTaken(what, name, value)
  const part = (n: number) => (count > 1 ? n / (count - 1) : 0)
  const values = Array.from({ length: count }, (_, n) => {
    const value = roundTo(from + (to - from) * part(n), 12)
    return what === 'lag' ? Math.round(value) : value
  })
  return [...new Set(values)]
}

function checkTaken(what: DialName, name: string, value: number): void {
  const [min, max] = TAKEN[what] ?? TAKEN_BY_GATE
  const wanted = what === 'lag' ? 'integer' : 'number'
  if (value >= min && value <= max && (wanted === 'number' || Number.isInteger(value))) return
  throw new InputError('not-a-number', { name: `<${name}>`, value: `${value}`, wanted, min, max })
}

/** What this position would make of the workbench. Throws InputError where it cannot be. */
export function proposalAt(bench: Workbench, what: DialName, value: number): Proposal {
  const { state } = bench
  if (isGate(what)) {
    const reach = { units: null, from: null, to: null }
    const operation: Operation = { kind: 'clamp', gate: what, value, ...reach }
    checkOperation(state.spec, operation, bench.given !== null)
    const operations = [...state.operations, operation]
    return { line: `clamp ${what} ${value}`, restarted: false, state: { ...state, operations } }
  }
  bench.refuseGiven('dial', 'made-here')
  const { key, option } = SETTINGS[what]
  const choices = resolveChoice(state.spec, { task: state.spec.task, [key]: value })
  return { line: `set ${option} ${value}`, ...bench.chosen(choices) }
}
