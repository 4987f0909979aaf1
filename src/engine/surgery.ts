/**
 * From a variant and operations to what the kernels read: for each gate, unit and time step a
 * multiplier and an addend.
 */
import type { Shape } from './memory-plan.ts'
import { PLAN_FLAGS, SEVERED, type WorkspacePlan } from './plan-fields.ts'
import { GATES, GRU_GATES, type Operation, type Reach, VARIANT_FORMS } from './types.ts'

/** Where the gates stand: i, f, g, o; in a GRU r, z, n. */
const PLACES: Readonly<Record<string, number>> = Object.fromEntries(
  [GATES, GRU_GATES].flatMap((gates) => gates.map((gate, place) => [gate, place])),
)
/** The belt stands behind i, f, g and o; behind it what BPTT alone multiplies with on the belt. */
const BELT = GATES.length
const BELT_BACKWARD = BELT + 1

/** What a shape's cell is, before any operation. */
function flagsOf({ sizes, operated }: Shape): number {
  if (sizes.cell === 'rnn') return 0
  const { variant = 'standard' } = sizes
  const form = VARIANT_FORMS[variant]
  if (form.gru) return PLAN_FLAGS.gru | (operated ? PLAN_FLAGS.operated : 0)
  if (variant === 'standard' && !operated) return 0
  const { operated: base, coupled, plainCandidate, plainOutput } = PLAN_FLAGS
  const { peepholes, normalised, inputOnly, exponential } = PLAN_FLAGS
  return (
    base |
    (form.coupled ? coupled : 0) |
    (form.plainCandidate ? plainCandidate : 0) |
    (form.plainOutput ? plainOutput : 0) |
    (form.peepholes ? peepholes : 0) |
    (form.normalised ? normalised : 0) |
    (form.inputOnly ? inputOnly : 0) |
    (form.exponential ? exponential : 0)
  )
}

/**
 * Writes the modifiers of one workspace, and returns its {@link PLAN_FLAGS}. m = 1 and a = 0 leave
 * a gate as it is; clamping makes m = 0 and a the value; scaling multiplies both, so that it acts
 * on what earlier operations left.
 */
export function writeModifiers(
  memory: WebAssembly.Memory,
  plan: WorkspacePlan,
  shape: Shape,
  operations: readonly Operation[],
): number {
  const form = flagsOf(shape)
  if (!(form & PLAN_FLAGS.operated)) return form
  const { T, sizes } = shape
  const steps = shape.operated ? T : 1
  const length = (6 * plan.unitPanels * plan.modifierStride) / 4
  const multipliers = new Float32Array(memory.buffer, plan.multipliers, length).fill(1)
  const addends = new Float32Array(memory.buffer, plan.addends, length).fill(0)
  const severed = plan.severed ? new Int32Array(memory.buffer, plan.severed, T).fill(0) : null
  const change = (
    gate: number,
    { units, from, to }: Reach,
    multiplier: number,
    addend: number | null,
  ) => {
    const all = units ?? Array.from({ length: sizes.hidden }, (_, n) => n + 1)
    const last = Math.min(steps, to ?? steps)
    for (const unit of all) {
      const panel = gate * plan.unitPanels + ((unit - 1) >> 3)
      for (let t = (from ?? 1) - 1; t < last; t++) {
        const at = (panel * plan.modifierStride) / 4 + t * 8 + ((unit - 1) & 7)
        multipliers[at] *= multiplier
        addends[at] = addend ?? addends[at] * multiplier
      }
    }
  }
  // The stronger cut stays, whichever was made first.
  const sever = ({ from, to }: Pick<Reach, 'from' | 'to'>, how: number) => {
    for (let t = (from ?? 1) - 1; severed && t < Math.min(T, to ?? T); t++)
      if (severed[t] !== SEVERED.both) severed[t] = how
  }
  const everywhere = { units: null, from: null, to: null }
  const { leftOut: left } = VARIANT_FORMS[sizes.variant ?? 'standard']
  if (left) change(PLACES[left], everywhere, 0, 1)
  let plain = 0
  for (const operation of operations) {
    if (operation.kind === 'clamp') change(PLACES[operation.gate], operation, 0, operation.value)
    else if (operation.kind === 'scale')
      change(PLACES[operation.gate], operation, operation.value, null)
    else if (operation.kind === 'sever-belt') change(BELT, operation, 0, 0)
    else if (operation.kind === 'sever-belt-backward') change(BELT_BACKWARD, operation, 0, 0)
    else if (operation.kind === 'sever-gates') sever(operation, SEVERED.both)
    else if (operation.kind === 'sever-gates-backward') sever(operation, SEVERED.backward)
    else plain = PLAN_FLAGS.plainOutput
  }
  return form | plain
}
