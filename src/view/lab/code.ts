/** Each equation of the cells, and below it the lines of code that compute it. */
import { largest } from '../../rules/extremes.ts'
import { sanitizeLine, wrapped } from '../shared/spans.ts'
import { padEnd, widthOf } from '../shared/width.ts'
import type { LabView } from './lab-view.ts'
import { bold, prose } from './picture-context.ts'

export const codeView: LabView<'code'> = {
  text({ cells }, context) {
    const { lab, view } = context.words
    const { about, pytorch, reference, from } = lab.code
    const column = largest([pytorch, reference].map(widthOf), 0) + 2
    const indent = context.width > 40 ? '  ' : ''
    const lined = (mark: string, text: string) => {
      const whole = `${indent}${padEnd(mark, column)}${sanitizeLine(text)}`
      return wrapped(whole, context.width, {}, `${indent}  `)
    }
    const parts = cells.flatMap(({ cell, lines }) => [
      wrapped(view.cell[cell], context.width, bold(context)),
      ...lines.map((one) => [
        ...wrapped(sanitizeLine(one.equation), context.width, bold(context), indent),
        ...lined(pytorch, one.pytorch),
        ...lined(reference, from(one.reference, one.file)),
      ]),
    ])
    return [prose([about], context), ...parts]
  },
}
