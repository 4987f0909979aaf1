/**
 * Which inputs and which units carry what is differentiated, to first order: gradient × input
 * (Shrikumar et al. 2016), and the same of states. Numbers below float64's range count as 0.
 */
import { type Scaled, timesPowerOfTwo, zero } from '../../engine/reference/scaled-vector.ts'
import type { DirectionGradients, DirectionRun } from '../../engine/stack/direction.ts'
import { type Flow, isEnded } from '../../engine/stack/sequences.ts'
import type { StackInspection } from './stack-schema.ts'

type Attribution = NonNullable<StackInspection['attribution']>
type UnitAttribution = NonNullable<
  StackInspection['layers'][number]['directions'][number]['attribution']
>

/**
 * Σ x_t ⊙ ∂L/∂x_t over features or over time steps.
 * @param read x, or what an embedding makes of it
 * @param dx ∂L of it, [B, I] at each time step
 */
export function inputAttribution(
  read: Flow,
  dx: readonly Scaled[],
  isEmbedded: boolean,
): Attribution {
  const { T, B, width: I, values } = read
  const features = Array.from({ length: B }, () => new Array<number>(I).fill(0))
  const steps = Array.from({ length: T }, (_, t) =>
    Array.from({ length: B }, (_, b) => {
      if (isEnded(t, b, read)) return 0
      let sum = 0
      for (let k = 0; k < I; k++) {
        const one = timesPowerOfTwo(
          values[(t * B + b) * I + k] * dx[t].values[b * I + k],
          dx[t].exponent,
        )
        features[b][k] += one
        sum += one
      }
      return sum
    }),
  )
  return { steps, features: isEmbedded ? null : features }
}

/** What a direction's units carry: of c where it goes from step to step, else of h. */
export function unitAttribution(
  { steps }: Pick<DirectionRun, 'steps'>,
  { dh, dc, profile }: Pick<DirectionGradients, 'dh' | 'dc' | 'profile'>,
  B: number,
): UnitAttribution {
  const hasPath = profile.belt !== null && dc !== null
  const gradients = hasPath ? dc : dh
  const units = new Float64Array((gradients[0] ?? zero(0)).values.length / B)
  const leading = gradients.map(({ values, exponent }, t) => {
    if (exponent === -Infinity) return null
    const { h, c } = steps[t]
    const states = hasPath && c ? c : h
    const squares = new Float64Array(units.length)
    for (let k = 0; k < values.length; k++) {
      const unit = k % units.length
      squares[unit] += values[k] ** 2
      units[unit] += Math.abs(timesPowerOfTwo(states[k] * values[k], exponent))
    }
    return squares.reduce((best, one, unit) => (one > squares[best] ? unit : best), 0)
  })
  return { of: hasPath ? 'cell' : 'hidden', units: Array.from(units), leading }
}
