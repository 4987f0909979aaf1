/** The equations of a time step, each with its operands put in below it. */
import type { MathResult } from '../../results/lab-results.ts'
import { sanitizeLine, wrapped } from '../shared/spans.ts'
import { bold, indented, type PictureContext, prose, type ResultPart } from './picture-context.ts'

export function mathParts({ t, unit, lines }: MathResult, context: PictureContext): ResultPart[] {
  const indent = context.width > 20 ? '    ' : ''
  const pairs = lines.map(({ equation, numbers }) => [
    ...wrapped(sanitizeLine(equation), context.width, bold(context), indent),
    ...indented([sanitizeLine(numbers)], context, indent),
  ])
  return [prose([context.words.lab.states.place(t, unit)], context), ...pairs]
}
