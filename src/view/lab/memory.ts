/** Memory in time steps: half-lives of the units' forget gates, and what the task would need. */
import type { HalfLives, MemoryResult } from '../../workbench/probes/memory.ts'
import { significant, stretch } from '../shared/number.ts'
import { sanitizeLine } from '../shared/spans.ts'
import { histogramSvg } from '../svg/histogram.ts'
import type { Bin } from '../terminal/histogram.ts'
import type { LabView } from './lab-view.ts'
import {
  barLines,
  heading,
  indented,
  type LabWords,
  type PictureContext,
  prose,
  type ResultPart,
  tablePart,
} from './picture-context.ts'

export const memoryView: LabView<'memory'> = {
  text: (result, context) => [
    titledTable(result, context),
    context.pictures ? lives(result, context) : [],
    prose(sentences(result, context.words), context),
    result.suggestions.length === 0
      ? []
      : [
          ...prose([context.words.lab.memory.suggestions], context),
          ...indented(result.suggestions.map(sanitizeLine), context),
        ],
  ],
  parts: {
    table: (result, context) => (context.pictures ? [titledTable(result, context)] : null),
  },
  svg({ step, after, forgetBias }, { words: { lab }, description }) {
    const when = forgetBias === null ? lab.given.now : lab.memory.afterSteps(step)
    const title = lab.memory.histogram(when)
    return histogramSvg(halfLifeBins(after.halfLife, lab.memory.endless), title, description)
  },
}

function sentences(result: MemoryResult, { lab }: LabWords): string[] {
  const { lag, step, after, forgetBias, gate = 'f' } = result
  const update = gate === 'z'
  const [forget, needed] = [significant(result.neededForget, 6), significant(result.neededBias)]
  return [
    ...(update ? [lab.memory.update] : []),
    forgetBias === null
      ? lab.given.memory(after.longEnough, after.halfLife.length)
      : lab.memory.have(
          typeof forgetBias === 'number' ? significant(forgetBias) : forgetBias,
          after.longEnough,
          after.halfLife.length,
          step,
          update,
        ),
    lab.memory.needed(gate, lag, forget, needed),
  ]
}

const titledTable = (result: MemoryResult, context: PictureContext): ResultPart => [
  ...prose([context.words.lab.memory.title(result.lag)], context),
  ...halfLifeTable(result, context),
  ...(unchanged(result)
    ? prose([context.words.lab.memory.unchanged(result.forgetBias === null)], context)
    : []),
]

const unchanged = ({ before, after }: MemoryResult): boolean =>
  before.halfLife.length > 0 &&
  before.halfLife.length === after.halfLife.length &&
  before.halfLife.every((one, unit) => one === after.halfLife[unit])

/** How many units have which half-life by now. */
function lives({ step, after, forgetBias }: MemoryResult, context: PictureContext): ResultPart {
  const { memory, given } = context.words.lab
  const bins = halfLifeBins(after.halfLife, memory.endless)
  if (bins.length === 0) return []
  return [
    ...heading(
      memory.histogram(forgetBias === null ? given.now : memory.afterSteps(step)),
      context,
    ),
    ...barLines(bins, context),
  ]
}

function halfLifeTable({ before, after }: MemoryResult, context: PictureContext): ResultPart {
  const { memory } = context.words.lab
  const { columns } = memory
  const heads = [
    { head: columns.what },
    { head: columns.before, right: true },
    { head: columns.after, right: true },
  ]
  const both = (say: (one: HalfLives) => string) => [say(before), say(after)]
  const rows = [
    [memory.median, ...both((one) => life(one.median, one, context.words))],
    [memory.longest, ...both((one) => life(one.longest, one, context.words))],
    [memory.longEnough, ...both((one) => memory.of(one.longEnough, one.halfLife.length))],
  ]
  return tablePart(heads, rows, context)
}

/** A half-life in time steps; null where the gate is 1 throughout and nothing is ever forgotten. */
const life = (steps: number | null, { halfLife }: HalfLives, { lab, view }: LabWords): string => {
  if (steps !== null) return Number.isFinite(steps) ? stretch(steps) : view.none
  return halfLife.length > 0 ? lab.memory.endless : view.none
}

/**
 * Powers of four, so that eight bars hold every half-life from below one step to beyond all lags.
 */
const EDGES = [0, 1, 4, 16, 64, 256, 1024, 4096]

function halfLifeBins(halfLife: readonly (number | null)[], endless: string): Bin[] {
  const bins = EDGES.map((from, index) => {
    const to = EDGES[index + 1] ?? Number.POSITIVE_INFINITY
    const count = halfLife.filter((one) => one !== null && one >= from && one < to).length
    const label =
      from === 0 ? `< ${to}` : to === Number.POSITIVE_INFINITY ? `≥ ${from}` : `${from}–${to}`
    return { label, count }
  })
  const never = halfLife.filter((one) => one === null).length
  const used = bins.flatMap(({ count }, index) => (count > 0 ? [index] : []))
  const shown = used.length === 0 ? [] : bins.slice(used[0], used[used.length - 1] + 1)
  return never > 0 ? [...shown, { label: endless, count: never }] : shown
}
