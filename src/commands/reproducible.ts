/**
 * Whether a design from a file could have been asked for on the command line: its command line,
 * parsed again, must give the same design.
 */

import { digestOfDesign } from '../experiments/design-digest.ts'
import { InputError } from '../rules/input-error.ts'
import { reproduce } from '../specs/command-line.ts'
import type { Design } from '../specs/design.ts'
import { SWEPT, type Swept } from '../specs/design-names.ts'
import { compare, designOf } from './compare.ts'
import type { Values } from './grammar/command.ts'
import { tokenise } from './grammar/tokenise.ts'
import { readValue } from './grammar/values.ts'

/**
 * Where a design has what the table of options does not take, as a path into a line of results;
 * null where it has nothing of the kind. Throws InputError for what no task can be made of.
 */
export async function unaskable(design: Design): Promise<string | null> {
  const line = reproduce(design)
  const [{ tokens }] = tokenise(line)
  const values = valuesOf(tokens.map(({ text }) => text))
  if (typeof values === 'string') return placeOf(design, values)
  const again = await designOf(values, {})
  return digestOfDesign(again) === digestOfDesign(design) ? null : differing(again, design)
}

/**
 * The values of a line that {@link reproduce} made, each checked as the command line checks it; or
 * an option with a wrong one.
 */
function valuesOf([, task, ...words]: readonly string[]): Values | string {
  const values: Record<string, unknown> = { task }
  for (let n = 0; n < words.length; n++) {
    const name = words[n].replace(/^--/, '')
    const option = compare.options.find((one) => one.name === name)
    if (!option) return name
    try {
      values[name] = option.kind.is === 'flag' || readValue(option, words[++n] ?? '')
    } catch (error) {
      if (error instanceof InputError) return name
      throw error
    }
  }
  return values
}

function placeOf({ axes }: Design, option: string): string {
  const axis = axes.findIndex((one) => one.option === option)
  if (axis >= 0) return `plan.design.axes.${axis}.values`
  const name = option in SWEPT ? SWEPT[option as Swept] : option
  return ['seed', 'seeds'].includes(name)
    ? 'plan.design.spec.seeds'
    : name === 'tune'
      ? 'plan.design.tune'
      : at(name)
}

const at = (name: string): string =>
  /^[a-zA-Z]+$/.test(name) ? `plan.design.spec.${name}` : 'plan.design'

function differing(again: Design, design: Design): string {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  const parts = (['axes', 'fair', 'tune'] as const).find((part) => !same(again[part], design[part]))
  const names = Object.keys(design.spec) as (keyof Design['spec'])[]
  const setting = names.find(
    (name) => name !== 'file' && !same(again.spec[name], design.spec[name]),
  )
  return parts ? `plan.design.${parts}` : at(setting ?? '')
}
