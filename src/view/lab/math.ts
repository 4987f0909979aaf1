/** The equations of a time step, each with its operands put in below it. */
import { sanitizeLine, wrapped } from '../shared/spans.ts'
import type { LabView } from './lab-view.ts'
import { bold, indented, prose } from './picture-context.ts'

export const mathView: LabView<'math'> = {
  text({ t, unit, lines }, context) {
    const indent = context.width > 20 ? '    ' : ''
    const pairs = lines.map(({ equation, numbers }) => [
      ...wrapped(sanitizeLine(equation), context.width, bold(context), indent),
      ...indented([sanitizeLine(numbers)], context, indent),
    ])
    return [prose([context.words.lab.states.place(t, unit)], context), ...pairs]
  },
}
