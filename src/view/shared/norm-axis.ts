/** What an axis of gradient norms is called, and the levels on it that mean something. */
import { NORM_MARKS } from '../../rules/axis-ticks.ts'
import type { Level } from './scale.ts'
import type { ViewText } from './text-types.ts'

/** What a norm is taken of. */
export type Normed = 'hidden' | 'cell' | 'input'

/** "‖∂L/∂h_t‖, log", or of all that are drawn: "‖∂L/∂h_t‖, ‖∂L/∂c_t‖, log". */
export const normAxisName = (of: readonly Normed[], { axis, quantity, list }: ViewText): string =>
  axis.logOf([...new Set(of)].map((one) => `‖${quantity[one]}_t‖`).join(list))

/** Below the second float32 holds zero. */
export const normLevels = ({ axis }: ViewText): Level[] =>
  NORM_MARKS.map(({ name, at }) => ({
    at,
    words: name === 'millionth' ? axis.millionth : axis.float32,
  }))
