/** The gradient profile at this point of training: ∂L/∂h of both cells; ∂L/∂c of the LSTM, its belt and its rest. */
import type { Cell } from '../../engine/types.ts'
import type { GradientFacts, GradientResult } from '../../lab/workbench/results.ts'
import { power, significant, stretch } from '../number.ts'
import { hueOf, pathHue } from '../palette.ts'
import { type ProfileLine, profilePicture } from '../pictures.ts'
import { gradientSentence } from '../sentences.ts'
import { beside } from '../spans.ts'
import { chartPart, heading, type Key, type Part, paragraph, prose, quiet, type Scene } from './scene.ts'

const HEIGHT = 12
/** From this width on the two pictures stand side by side. */
const WIDE = 110
const CELLS = ['rnn', 'lstm'] as const satisfies readonly Cell[]

export function gradientParts(result: GradientResult, scene: Scene): Part[] {
  const { lab, view } = scene.words
  const cells = cellsOf(result)
  const head = prose([lab.gradient.title(result.length, result.batch)], scene)
  const facts = cells.map(([cell, { step, loss }]) => lab.gradient.step(view.cell[cell], step, significant(loss)))
  const hidden = (room: Scene) => hiddenPart(cells, room)
  const paths = (room: Scene) => pathsPart(result, room)
  const words = { hidden: cells.flatMap((one) => hiddenWords(one, scene)), paths: pathWords(result, scene) }
  const top = [...head, ...prose(facts, scene, quiet(scene))]
  if (!scene.pictures) return [top, prose(words.hidden, scene), paragraph(words.paths, scene)]
  if (scene.width >= WIDE && result.lstm?.log10.cell && cells.length > 0) {
    const half = { ...scene, width: Math.floor((scene.width - 3) / 2) }
    return [
      top,
      beside(hidden(half), paths(half), half.width, 3),
      prose(words.hidden, scene),
      paragraph(words.paths, scene),
    ]
  }
  return [top, [...hidden(scene), ...prose(words.hidden, scene)], [...paths(scene), ...paragraph(words.paths, scene)]]
}

export const cellsOf = (result: GradientResult): [Cell, GradientFacts][] =>
  CELLS.flatMap((cell) => {
    const facts = result[cell]
    return facts ? [[cell, facts] as [Cell, GradientFacts]] : []
  })

/** A chart of norms on a log axis, each in its hue. */
export function profilePart(lines: readonly (ProfileLine & Key)[], title: string, scene: Scene, height = HEIGHT): Part {
  const { chart } = profilePicture(lines, { width: scene.width, height }, scene.words.view)
  return [...heading(title, scene), ...chartPart(chart, lines, scene)]
}

function hiddenPart(cells: readonly [Cell, GradientFacts][], scene: Scene): Part {
  const { lab, view } = scene.words
  if (cells.length === 0) return []
  const lines = cells.map(([cell, { log10 }]) => ({
    name: `${view.cell[cell]} ${view.quantity.hidden}`,
    log10: log10.hidden,
    color: hueOf(cell, scene.colors),
  }))
  return profilePart(lines, lab.gradient.hidden, scene)
}

function pathsPart({ lstm }: GradientResult, scene: Scene): Part {
  const { lab, view } = scene.words
  const lines = (['cell', 'belt', 'rest'] as const).flatMap((part) => {
    const log10 = lstm?.log10[part]
    return log10 ? [{ name: view.quantity[part], log10, color: pathHue(part, scene.colors) }] : []
  })
  return lines.length === 0 ? [] : profilePart(lines, lab.gradient.paths(view.cell.lstm), scene)
}

/** How ∂L/∂h goes back through time, and where it passes which bound. */
function hiddenWords([cell, facts]: [Cell, GradientFacts], { words: { lab, view } }: Scene): string[] {
  const { gradient } = view
  const name = view.cell[cell]
  const { log10, stepsPerDecade, millionth, below1e38, float32Zero } = { ...facts, millionth: facts.belowMillionth }
  const verb = () => {
    if (log10.hidden.every((one) => one === null)) return gradient.zero
    if (stepsPerDecade === null) return gradient.flat
    return (stepsPerDecade > 0 ? gradient.falls : gradient.grows)(stretch(Math.abs(stepsPerDecade)), false)
  }
  const depths = [
    ...(millionth === null ? [] : [lab.gradient.millionth(millionth)]),
    ...(below1e38 === null ? [] : [lab.gradient.below1e38(below1e38)]),
    ...(float32Zero === null ? [] : [lab.gradient.float32Zero(float32Zero)]),
  ]
  const depth = lab.gradient.depths((depths.length > 0 ? depths : [lab.gradient.nowhere]).join(lab.comma))
  return [view.end(gradient.clause(name, view.quantity.hidden, verb())) + view.between + view.end(depth)]
}

/** How ∂L/∂c goes back, and what the belt and the rest bring to t = 1. */
function pathWords({ lstm }: GradientResult, { words: { view } }: Scene): string[] {
  if (!lstm?.log10.cell) return []
  const { cell, belt, rest } = lstm.log10
  const sentence = gradientSentence([{ cell: 'lstm', quantity: 'cell', log10: cell }], view)
  if (!belt || !rest || belt.length === 0 || rest.length === 0) return [sentence]
  return [sentence, view.inspect.belt(power(belt[0]), power(rest[0]))]
}
