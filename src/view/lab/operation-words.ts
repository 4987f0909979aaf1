/** Surgery in words, and whether it reaches a place. */
import type { Operation, Reach } from '../../engine/types.ts'
import { significant } from '../number.ts'
import type { LabWords } from './scene.ts'

/** "forget gate f clamped to 1, units 3–5, t = 10..20". */
export function operationWords(operation: Operation, { lab, view }: LabWords): string {
  const { operation: words, names } = lab
  const what =
    operation.kind === 'clamp' || operation.kind === 'scale'
      ? words[operation.kind](names[operation.gate], significant(operation.value, 6))
      : words[operation.kind]
  const where: string[] = []
  if ('units' in operation && operation.units) {
    where.push(words.units(rangesOf(operation.units).join(view.list), operation.units.length === 1))
  }
  if ('from' in operation && (operation.from !== null || operation.to !== null)) {
    where.push(words.times(String(operation.from ?? 1), String(operation.to ?? 'T')))
  }
  return [what, ...where].join(lab.comma)
}

/** 3, 4, 5, 9 as 3–5 and 9. */
export function rangesOf(units: readonly number[]): string[] {
  const sorted = [...units].sort((a, b) => a - b)
  const ranges: [number, number][] = []
  for (const unit of sorted) {
    const last = ranges.at(-1)
    if (last && unit <= last[1] + 1) last[1] = unit
    else ranges.push([unit, unit])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`))
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
    (one): one is Extract<Operation, { kind: K }> => one.kind === kind && reaches(one as Partial<Reach>, t, unit),
  )

const reaches = ({ units, from, to }: Partial<Reach>, t: number, unit: number): boolean =>
  (!units || units.includes(unit)) && t >= (from ?? 1) && t <= (to ?? Number.POSITIVE_INFINITY)
