/** The equations of a time step, each with its operands put in below it. */
import type { MathResult } from '../../lab/workbench/results.ts'
import { printable, wrapped } from '../spans.ts'
import { bold, indented, type Part, prose, type Scene } from './scene.ts'

export function mathParts({ t, unit, lines }: MathResult, scene: Scene): Part[] {
  const indent = scene.width > 20 ? '    ' : ''
  const pairs = lines.map(({ equation, numbers }) => [
    ...wrapped(printable(equation), scene.width, bold(scene), indent),
    ...indented([printable(numbers)], scene, indent),
  ])
  return [prose([scene.words.lab.states.place(t, unit)], scene), ...pairs]
}
