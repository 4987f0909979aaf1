/** Surgery in words, and whether it reaches a place. */
import type { Operation, Reach } from '../../engine/types.ts'
import { significant } from '../shared/number.ts'
import { rangesIn } from '../shared/ranges.ts'
import type { LabWords } from './picture-context.ts'

/** "forget gate f clamped to 1, units 3–5, t = 10..20". */
export function operationWords(operation: Operation, { lab, view }: LabWords): string {
  const { operation: words, names } = lab
  const what =
    operation.kind === 'clamp' || operation.kind === 'scale'
      ? words[operation.kind](names[operation.gate], significant(operation.value, 6))
      : words[operation.kind]
  return withReach(what, operation, { lab, view })
}

/** The same for a title: "gates severed", "f = 1, units 3–5". */
export function operationTitle(
  operation: Operation,
  words: Pick<LabWords, 'lab' | 'view'>,
): string {
  const { short } = words.lab.operation
  const valued =
    operation.kind === 'clamp' || operation.kind === 'scale'
      ? `${operation.gate} ${SIGN[operation.kind]} ${significant(operation.value, 6)}`
      : short[operation.kind]
  return withReach(valued, operation, words)
}

const SIGN = { clamp: '=', scale: '×' }

function withReach(
  what: string,
  operation: Operation,
  { lab: { operation: words }, view }: Pick<LabWords, 'lab' | 'view'>,
): string {
  const where: string[] = []
  if ('units' in operation && operation.units) {
    where.push(words.units(rangesOf(operation.units).join(view.list), operation.units.length === 1))
  }
  if ('from' in operation && (operation.from !== null || operation.to !== null)) {
    where.push(words.times(String(operation.from ?? 1), String(operation.to ?? 'T')))
  }
  return [what, ...where].join(view.comma)
}

/**
 * Operations still in effect: a later clamp cancels earlier operations on its gate, where it
 * reaches.
 */
export const inEffect = (operations: readonly Operation[]): Operation[] =>
  operations.filter((one, n) => !operations.slice(n + 1).some((later) => replaces(later, one)))

function replaces(later: Operation, earlier: Operation): boolean {
  if (later.kind === 'clamp') {
    const onGate =
      (earlier.kind === 'clamp' || earlier.kind === 'scale') && earlier.gate === later.gate
    return onGate && covers(later as Partial<Reach>, earlier as Partial<Reach>)
  }
  // Severing twice is severing once, but two scalings multiply.
  return (
    later.kind === earlier.kind &&
    later.kind !== 'scale' &&
    covers(later as Partial<Reach>, earlier as Partial<Reach>)
  )
}

/** Whether one operation covers every unit and time step of the other. */
function covers(one: Partial<Reach>, other: Partial<Reach>): boolean {
  const units = !one.units || (other.units?.every((unit) => one.units?.includes(unit)) ?? false)
  const end = (reach: Partial<Reach>) => reach.to ?? Number.POSITIVE_INFINITY
  return units && (one.from ?? 1) <= (other.from ?? 1) && end(one) >= end(other)
}

/** 3, 4, 5, 9 as 3–5 and 9. */
export function rangesOf(units: readonly number[]): string[] {
  const sorted = [...new Set(units)].sort((a, b) => a - b)
  return rangesIn(sorted, '–')
}

type Kind = Operation['kind']

/** Operations of a kind that act at time step t on a unit. */
export const acting = <K extends Kind>(
  operations: readonly Operation[],
  kind: K,
  t: number,
  unit: number,
): Extract<Operation, { kind: K }>[] =>
  operations.filter(
    (one): one is Extract<Operation, { kind: K }> =>
      one.kind === kind && reaches(one as Partial<Reach>, t, unit),
  )

const reaches = ({ units, from, to }: Partial<Reach>, t: number, unit: number): boolean =>
  (!units || units.includes(unit)) && t >= (from ?? 1) && t <= (to ?? Number.POSITIVE_INFINITY)

/** An option as one types it: learningRate is learning-rate. */
export const optionName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
