/** What of a result a learner is to look at: all of it, or one part of its picture. */
import type { LabResult } from '../../results/lab-results.ts'

/**
 * The name of the result and, if one is named, of the part: `kept.c` is the cell state of `kept`.
 */
export function lookOf(look: string): { readonly name: string; readonly part: string | null } {
  const [name, part = null] = look.split('.')
  return { name, part }
}

/** Parts that every result of a kind has. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  bench: ['table'],
  training: ['curve'],
  gradient: ['hidden'],
  walk: ['diagram'],
  memory: ['table'],
  attribution: ['inputs', 'table'],
}

/**
 * Whether a result has a part of that name. Of gates and states that is the strip of one letter (of
 * the LSTM), `rnn` or `histogram`; of a gradient ∂L/∂h, called `hidden`, or ∂L/∂c, called `cell`.
 */
export function hasPart(result: LabResult, part: string): boolean {
  if (result.kind === 'states') {
    if (part === 'rnn') return result.rnn !== undefined
    return part === 'histogram' ? result.histogram !== null : Object.hasOwn(result.lstm ?? {}, part)
  }
  if (result.kind === 'gradient' && part === 'cell')
    return (result.lstm?.log10.cell ?? null) !== null
  return PARTS[result.kind]?.includes(part) ?? false
}
