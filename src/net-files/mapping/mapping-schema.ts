/** What a user says of a file whose names say nothing: which tensor is what, and how it stands. */
import * as v from 'valibot'
import { sanitizeName, sanitizeValue } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'

/** NumPy and safetensors have tensors without a name, too. */
const name = v.string()
const finite = v.pipe(v.number(), v.finite())

/** One tensor, or one for each gate by its letter. */
const tensors = v.union([name, v.record(v.pipe(v.string(), v.maxLength(1)), name)])

/** A matrix: as [rows, columns] acting from the left, or transposed, as in x·W. */
const matrix = v.union([
  name,
  v.strictObject({ tensor: tensors, transposed: v.optional(v.boolean()) }),
])
const vector = v.union([name, v.strictObject({ tensor: tensors })])
const whole = v.union([name, v.strictObject({ tensor: name, transposed: v.optional(v.boolean()) })])

const activation = v.union([
  v.picklist([
    ...(['tanh', 'sigmoid', 'relu', 'identity', 'softsign', 'softplus', 'elu'] as const),
    ...(['selu', 'gelu', 'silu', 'softmax'] as const),
  ]),
  v.strictObject({ is: v.literal('hard-sigmoid'), slope: finite, offset: finite }),
  v.strictObject({ is: v.literal('leaky-relu'), slope: finite }),
  v.strictObject({ is: v.literal('scaled-tanh'), scale: finite, slope: finite }),
  v.strictObject({ is: v.literal('affine'), slope: finite, offset: finite }),
])

const WEIGHTS = {
  input: matrix,
  recurrent: matrix,
  /** The same as inputBias. */
  bias: v.optional(vector),
  inputBias: v.optional(vector),
  recurrentBias: v.optional(vector),
  peepholes: v.optional(v.strictObject({ i: name, f: name, o: name })),
  projection: v.optional(whole),
}
const weights = v.strictObject(WEIGHTS)

const layer = v.strictObject({
  ...WEIGHTS,
  name: v.optional(v.string()),
  kind: v.picklist(['rnn', 'lstm', 'gru', 'brain-lstm']),
  /** The order in which gates stand in a tensor of all, by their letters. */
  gates: v.optional(v.string()),
  direction: v.optional(v.picklist(['forward', 'backward'])),
  /** The weights of the other direction, of a layer with both. */
  backward: v.optional(weights),
  merge: v.optional(v.picklist(['concat', 'sum', 'multiply', 'average'])),
  returns: v.optional(v.picklist(['all', 'last'])),
  /** GRU: whether r acts behind the product with U_n or before it. */
  reset: v.optional(v.picklist(['after', 'before'])),
  /** GRU: whether z multiplies h_{t−1} ("keeps") or the candidate ("replaces"). */
  update: v.optional(v.picklist(['keeps', 'replaces'])),
  activation: v.optional(activation),
  recurrentActivation: v.optional(activation),
  outputActivation: v.optional(activation),
  forgetBias: v.optional(finite),
  coupled: v.optional(v.boolean()),
  clip: v.optional(v.pipe(finite, v.minValue(0))),
  cellClip: v.optional(v.pipe(finite, v.minValue(0))),
})

const mapping = v.strictObject({
  /** Anything; what a template lists is for the reader's eyes. */
  tensors: v.optional(v.unknown()),
  embedding: v.optional(name),
  layers: v.pipe(v.array(layer), v.minLength(1), v.maxLength(256)),
  readout: v.optional(
    v.strictObject({
      tensor: name,
      transposed: v.optional(v.boolean()),
      bias: v.optional(name),
      activation: v.optional(activation),
    }),
  ),
})

export type Mapping = v.InferOutput<typeof mapping>
export type MappedLayer = Mapping['layers'][number]
export type MappedWeights = v.InferOutput<typeof weights>
export type MappedMatrix = v.InferOutput<typeof matrix>
export type MappedActivation = v.InferOutput<typeof activation>

/** @throws InputError net-map with the first field that will not do */
export function readMapping(value: unknown): Mapping {
  const parsed = v.safeParse(mapping, value, { abortEarly: true })
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const place = sanitizeName(v.getDotPath(issue) ?? '')
  const isKey = issue.type === 'strict_object' && issue.expected === 'never'
  throw new InputError('net-map', {
    place,
    problem: isKey ? 'unknown-field' : issue.received === 'undefined' ? 'missing' : 'value',
    found: sanitizeValue(issue.input),
  })
}
