/** All presets, in the order of the papers' years, and how to find one. */
import { InputError } from '../../rules/input-error.ts'
import { PRESET_NAMES } from '../../specs/preset-names.ts'
import { claimsAdding, le2015Adding } from './adding.ts'
import { arjovsky2016 } from './copy.ts'
import { gers2000, gers2001 } from './forget-gate.ts'
import { greff2015, jozefowicz2015, tallec2018 } from './gates-and-biases.ts'
import { gradientAtStart } from './gradient-at-start.ts'
import { guessing1996 } from './guessing.ts'
import {
  hochreiter1997Adding,
  hochreiter1997Multiplication,
  hochreiter1997Order,
  hochreiter1997Sequences,
} from './lstm1997.ts'
import type { Preset } from './preset.ts'
import { pascanu2013 } from './temporal-order.ts'

export const PRESETS: readonly Preset[] = [
  guessing1996,
  hochreiter1997Sequences,
  hochreiter1997Adding,
  hochreiter1997Multiplication,
  hochreiter1997Order,
  gers2000,
  gers2001,
  pascanu2013,
  le2015Adding,
  jozefowicz2015,
  greff2015,
  arjovsky2016,
  tallec2018,
  gradientAtStart,
  claimsAdding,
]

/** The preset of that name. Throws InputError 'not-a-choice' for any other. */
export function findPreset(name: string): Preset {
  const found = PRESETS.find((one) => one.name === name)
  if (found) return found
  throw new InputError('not-a-choice', {
    name: 'preset',
    value: name,
    nearest: null,
    choices: PRESET_NAMES,
  })
}
