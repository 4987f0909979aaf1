/** What gatelab's own files say of their nets: which LSTM, which function of the RNN. */
import type { CellForm, RecurrentLayer, Stack } from '../../../engine/stack/types.ts'
import { NONLINEARITIES, VARIANT_FORMS, VARIANTS, type Variant } from '../../../engine/types.ts'
import { isObject, parseJson } from '../../../io/json.ts'
import { FORMAT, isEarlier, WEIGHTS_KEY } from '../../../io/safetensors/own-key.ts'
import { sanitizeValue } from '../../../io/sanitize.ts'
import { InputError } from '../../../rules/input-error.ts'
import type { TorchStacks } from '../torch-names/torch-stacks.ts'

const LIMITS = { depth: 8, parts: 400_000 }

/**
 * The same nets as the file says they are. A net under surgery is given without it, which is said;
 * so is that a file of an earlier version does not tell which LSTM it holds.
 * @throws InputError about-… where that is of another version or impossible
 */
export function asDescribed(
  given: TorchStacks,
  metadata: Readonly<Record<string, string>>,
): TorchStacks {
  if (!Object.hasOwn(metadata, WEIGHTS_KEY)) {
    if (!isEarlier(metadata) || loneLstm(given.stacks) === null) return given
    return { ...given, remarks: [...given.remarks, { is: 'assumed-variant' }] }
  }
  const said = readDescription(metadata[WEIGHTS_KEY])
  if (said.readout !== undefined) throw new InputError('about-readout', { readout: said.readout })
  const { length: count } = said.surgery
  const known = given.remarks.filter(({ is }) => is !== 'assumed-tanh')
  const remarks = count > 0 ? [...known, { is: 'surgery' as const, count }] : known
  return { stacks: given.stacks.map((stack) => described(stack, said)), remarks }
}

/** The place of the only recurrent layer, where it is an LSTM. */
function loneLstm(stacks: readonly Stack[]): RecurrentLayer | null {
  const layers = stacks.flatMap(({ steps }) => steps.filter((step) => step.is === 'recurrent'))
  return layers.length === 1 && layers[0].kind === 'lstm' ? layers[0] : null
}

/** A file of an earlier version, whose LSTM is the variant that the user says it is. */
export function asVariant(given: TorchStacks, variant: Exclude<Variant, 'gru'>): TorchStacks {
  const said = { cell: 'lstm', variant, relu: false, surgery: [] }
  return {
    stacks: given.stacks.map((stack) => described(stack, said)),
    remarks: given.remarks.filter(({ is }) => is !== 'assumed-variant'),
  }
}

interface Said {
  readonly cell: string
  readonly variant: Variant | null
  readonly relu: boolean
  readonly surgery: readonly unknown[]
  /** Of a net whose readout reads all h_t. */
  readonly readout?: string
}

function readDescription(text: string): Said {
  const parsed = parseJson(text, LIMITS)
  if ('problem' in parsed) throw new InputError('about-not-json', { problem: parsed.problem })
  const { value } = parsed
  if (!isObject(value)) throw new InputError('about-not-json', { problem: 'not-an-object' })
  const field = (name: string) => new Map(Object.entries(value)).get(name)
  if (field('format') !== FORMAT)
    throw new InputError('about-format', { format: sanitizeValue(field('format')), known: FORMAT })
  const oneOf = <T>(name: string, known: readonly T[]) => {
    const at = known.indexOf(field(name) as T)
    if (at >= 0) return known[at]
    const listed = known.filter((one) => typeof one === 'string')
    throw new InputError('about-field', {
      ...{ field: name, found: sanitizeValue(field(name)), known: listed },
    })
  }
  const surgery = field('surgery')
  if (!Array.isArray(surgery))
    throw new InputError('about-field', {
      ...{ field: 'surgery', found: sanitizeValue(surgery), known: [] },
    })
  return {
    cell: oneOf('cell', ['rnn', 'lstm', 'gru']),
    variant: oneOf('variant', [null, ...VARIANTS.filter((one) => one !== 'gru')]),
    relu: oneOf('nonlinearity', [null, ...NONLINEARITIES]) === 'relu',
    surgery,
    readout: oneOf('readout', [undefined, 'mean', 'attention']),
  }
}

const described = (stack: Stack, said: Said): Stack => ({
  ...stack,
  steps: stack.steps.map((step) => (step.is === 'recurrent' ? ofKind(step, said) : step)),
})

function ofKind(layer: RecurrentLayer, { cell, variant, relu }: Said): RecurrentLayer {
  if (
    cell !== layer.kind &&
    (layer.kind === 'rnn' || layer.kind === 'lstm' || layer.kind === 'gru')
  )
    throw new InputError('about-cell', { says: cell as typeof layer.kind, found: layer.kind })
  if (layer.forward && (variant === 'peephole') !== 'peepholes' in layer.forward.tensors)
    throw new InputError('about-field', { field: 'variant', found: String(variant), known: [] })
  const is = variant === null ? {} : VARIANT_FORMS[variant]
  const form: CellForm = {
    ...layer.form,
    ...(relu || is.plainCandidate
      ? { candidate: relu ? ({ is: 'relu' } as const) : ({ is: 'identity' } as const) }
      : {}),
    ...(is.plainOutput ? { output: { is: 'identity' } as const } : {}),
    ...(is.leftOut ? { leftOut: is.leftOut } : {}),
    ...(is.normalised ? { normalised: true } : {}),
    ...(is.exponential ? { exponential: true } : {}),
    ...(is.coupled ? { coupled: true, coupledFrom: 'f' } : {}),
  }
  if (!is.inputOnly || !layer.forward) return { ...layer, form }
  // Whatever stands there for W_hh, such gates do not see h.
  const { load } = layer.forward
  const unseen = async () => {
    const weights = await load()
    return { ...weights, recurrent: weights.recurrent.map(() => 0) }
  }
  return { ...layer, form, forward: { ...layer.forward, load: unseen } }
}
