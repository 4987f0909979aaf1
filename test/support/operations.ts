/** Surgery of every kind, with every reach, for nets of at least 3 units and 6 time steps. */
import type { Gate, GruGate, Operation, Variant } from '../../src/engine/types.ts'

/** All units, at every time step. */
export const ALL = { units: null, from: null, to: null }

export const clamp = (gate: Gate | GruGate, value: number, reach = {}): Operation => ({
  kind: 'clamp',
  gate,
  value,
  ...ALL,
  ...reach,
})

export const OPERATIONS: readonly {
  readonly name: string
  readonly operations: readonly Operation[]
}[] = [
  { name: 'clamp f', operations: [{ kind: 'clamp', gate: 'f', value: 0.8, ...ALL }] },
  {
    name: 'clamp i of one unit',
    operations: [{ kind: 'clamp', gate: 'i', value: 0.3, units: [2], from: null, to: null }],
  },
  {
    name: 'clamp g for a while',
    operations: [{ kind: 'clamp', gate: 'g', value: -0.5, units: [1, 3], from: 2, to: 4 }],
  },
  {
    name: 'clamp o from a time step on',
    operations: [{ kind: 'clamp', gate: 'o', value: 1, units: null, from: 4, to: null }],
  },
  {
    name: 'scale f',
    operations: [{ kind: 'scale', gate: 'f', value: 0.5, units: null, from: null, to: 5 }],
  },
  { name: 'scale g beyond itself', operations: [{ kind: 'scale', gate: 'g', value: -2, ...ALL }] },
  {
    name: 'scale what was clamped',
    operations: [
      { kind: 'clamp', gate: 'i', value: 0.5, units: null, from: 1, to: 3 },
      { kind: 'scale', gate: 'i', value: 1.5, ...ALL },
      { kind: 'scale', gate: 'o', value: 0.7, units: [3], from: 3, to: 6 },
    ],
  },
  { name: 'sever belt', operations: [{ kind: 'sever-belt', ...ALL }] },
  {
    name: 'sever belt of a unit for a while',
    operations: [{ kind: 'sever-belt', units: [1], from: 3, to: 4 }],
  },
  { name: 'sever gates', operations: [{ kind: 'sever-gates', from: null, to: null }] },
  { name: 'sever gates for a while', operations: [{ kind: 'sever-gates', from: 3, to: 5 }] },
  { name: 'sever belt backward', operations: [{ kind: 'sever-belt-backward', ...ALL }] },
  {
    name: 'sever belt backward of a unit for a while',
    operations: [{ kind: 'sever-belt-backward', units: [1, 3], from: 3, to: 4 }],
  },
  {
    name: 'sever gates backward',
    operations: [{ kind: 'sever-gates-backward', from: null, to: null }],
  },
  {
    name: 'sever gates backward for a while',
    operations: [{ kind: 'sever-gates-backward', from: 3, to: 5 }],
  },
  {
    name: 'both ways severed, one of them backward alone',
    operations: [
      { kind: 'sever-gates', from: 4, to: 4 },
      { kind: 'sever-gates-backward', from: 2, to: 5 },
      { kind: 'sever-belt-backward', units: [2], from: 2, to: null },
      { kind: 'clamp', gate: 'f', value: 0.9, units: [2], from: 3, to: null },
    ],
  },
  { name: 'plain output', operations: [{ kind: 'plain-output' }] },
  {
    name: 'everything at once',
    operations: [
      { kind: 'clamp', gate: 'f', value: 0.9, units: [1], from: 2, to: null },
      { kind: 'scale', gate: 'i', value: 0.5, units: [2, 3], from: null, to: 4 },
      { kind: 'sever-gates', from: 4, to: 4 },
      { kind: 'sever-belt', units: [3], from: 5, to: 5 },
      { kind: 'plain-output' },
    ],
  },
]

/** What stands in a GRU where these stand in an LSTM; o, of which there is none there, is r. */
const IN_GRU: Readonly<Record<string, GruGate>> = { i: 'r', f: 'z', g: 'n', o: 'r' }

/** The same surgery on a GRU: its own gates, and no plain output. */
const GRU_OPERATIONS = OPERATIONS.map(({ name, operations }) => ({
  name: `${name} (of a GRU)`,
  operations: operations.flatMap((one): Operation[] => {
    if (one.kind === 'plain-output') return []
    return ['gate' in one ? { ...one, gate: IN_GRU[one.gate] } : one]
  }),
})).filter(({ operations }) => operations.length > 0)

export const operationsOn = (variant: Variant | undefined): typeof OPERATIONS =>
  variant === 'gru' ? GRU_OPERATIONS : OPERATIONS
