/**
 * What the pictures of a report show beside its runs' own numbers: which runs are drawn, and on
 * what axes. Drawings and the JSON take it from here.
 */
import * as v from 'valibot'
import { normAxisOf } from '../rules/axis-ticks.ts'
import { profileAxis, waterfallDecades, zerosOf } from '../rules/chart-axes.ts'
import { largest } from '../rules/extremes.ts'
import { reachesBackTo } from '../rules/profile-trend.ts'
import type { Findings, Run } from './report.ts'
import { count, finite } from './schema-parts.ts'

const level = v.object({ name: v.picklist(['millionth', 'float32-zero']), at: finite })

/** An axis of norms as log10; `bottom` and `top` are whole decades. */
const normAxis = v.object({
  top: finite,
  bottom: finite,
  ticks: v.array(finite),
  marks: v.array(level),
  /**
   * How many of the norms are exactly zero: they stand in a row of their own below `bottom`.
   * Absent in reports of earlier versions.
   */
  zeros: v.optional(count),
})

/** One run's side of the waterfall: a row for each of its profiles. */
const side = v.object({
  /** Index into `runs`, whose `gradient[].log10.hidden` are the colours. */
  run: count,
  step: v.array(count),
  /**
   * The earliest time step at which the norm is a thousandth of the profile's largest or more; null
   * where all are zero.
   */
  reachesBackTo: v.array(v.nullable(count)),
})

/** What the pictures show: of one seed, the runs' profiles on one axis, and their waterfalls. */
export const pictures = v.object({
  /** The axis of all gradient profiles; null where no run has one. */
  norms: v.nullable(normAxis),
  /** null where nothing was measured while they trained. */
  waterfall: v.nullable(
    v.object({
      /** log10 of the norm that the lightest and the darkest colour stand for. */
      top: finite,
      bottom: finite,
      lastStep: count,
      sides: v.array(side),
    }),
  ),
})

type Drawn = Pick<Findings, 'runs' | 'settings' | 'comparisons'>

/** The runs of the first comparison, if cells were compared in several sizes. */
export const firstSizes = ({ runs, comparisons: [first] }: Drawn): readonly Run[] =>
  first ? runs.filter(({ cell, hidden }) => first.hidden[cell] === hidden) : runs

/** The first run of each cell that has a curve, all with the same seed if one seed has them all. */
export function pickRuns(shown: Drawn): Run[] {
  const { settings } = shown
  const drawn = firstSizes(shown).filter(
    ({ curve, gradient }) => curve.step.length > 0 || gradient.length > 0,
  )
  const cells = settings.cells.filter((cell) => drawn.some((run) => run.cell === cell))
  const first = new Map<string, Run>()
  for (const run of drawn) {
    const key = `${run.cell} ${run.seed}`
    if (!first.has(key)) first.set(key, run)
  }
  const whole = settings.seeds.find((seed) => cells.every((cell) => first.has(`${cell} ${seed}`)))
  return cells.flatMap(
    (cell) => first.get(`${cell} ${whole}`) ?? drawn.find((run) => run.cell === cell) ?? [],
  )
}

/** The runs whose gradients are drawn by training step. */
export const waterfallRuns = (shown: Drawn): Run[] =>
  pickRuns(shown).filter(({ gradient }) => gradient.length > 1)

const profilesOf = (runs: readonly Run[]) =>
  runs.flatMap(({ gradient }) => gradient.map(({ log10 }) => log10))

export const axisOfRuns = (runs: readonly Run[]) => profileAxis(profilesOf(runs))

export function picturesOf(shown: Drawn): v.InferOutput<typeof pictures> {
  const known = shown.runs.some(({ gradient }) => gradient.length > 0)
  return {
    norms: known
      ? copyOf(normAxisOf(axisOfRuns(shown.runs), zerosOf(profilesOf(shown.runs))))
      : null,
    waterfall: waterfallOf(shown),
  }
}

function waterfallOf(shown: Drawn) {
  const known = waterfallRuns(shown)
  const scale = waterfallDecades(
    known.flatMap(({ gradient }) => gradient.map(({ log10 }) => log10.hidden)),
  )
  if (!scale) return null
  const sides = known.map((run) => ({
    run: shown.runs.indexOf(run),
    step: run.gradient.map(({ step }) => step),
    reachesBackTo: run.gradient.map(({ log10 }) => reachesBackTo(log10.hidden)),
  }))
  const lastStep = largest(
    known.map(({ steps }) => steps),
    1,
  )
  return { top: scale.hi, bottom: scale.lo, lastStep, sides }
}

/** As the schema's type has it, whose lists can be written to. */
const copyOf = ({ ticks, marks, ...ends }: ReturnType<typeof normAxisOf>) => ({
  ...ends,
  ticks: [...ticks],
  marks: marks.map((mark) => ({ ...mark })),
})
