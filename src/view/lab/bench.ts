/** The workbench as it stands: what is on it, how far the nets are, what was done to them. */
import type { Cell } from '../../engine/types.ts'
import type { BenchResult, NetFacts } from '../../results/lab-results.ts'
import { shortDigest } from '../../rules/short-digest.ts'
import { understoodBriefly } from '../printed/data-summary-text.ts'
import { significant } from '../shared/number.ts'
import { type CurveFacts, curveSentence } from '../shared/sentences.ts'
import { sanitizeLine } from '../shared/spans.ts'
import type { LabView } from './lab-view.ts'
import { inEffect, operationWords } from './operation-words.ts'
import {
  bold,
  indented,
  type PictureContext,
  prose,
  quiet,
  type ResultPart,
  tablePart,
} from './picture-context.ts'

const CELLS = ['rnn', 'lstm'] as const satisfies readonly Cell[]

export const benchView: LabView<'bench'> = {
  text(result, context) {
    const { lab, view } = context.words
    const { operations, undo, redo, forgotten = 0, digest } = result
    const words = lab.bench
    return [
      top(result, context),
      understoodPart(result, context),
      nets(result, context),
      prose(state(result, context), context),
      operations.length === 0
        ? []
        : [
            ...prose([words.surgery], context),
            ...indented(
              inEffect(operations).map((one) => operationWords(one, context.words)),
              context,
            ),
          ],
      prose(
        [words.changes(undo, redo, forgotten) + view.between + words.digest(shortDigest(digest))],
        context,
        quiet(context),
      ),
    ]
  },
  parts: {
    table: (result, context) =>
      context.pictures ? [top(result, context), nets(result, context)] : null,
  },
}

/** What has just happened, and what is on the bench. */
function top(result: BenchResult, context: PictureContext): ResultPart {
  if (result.given) return givenTop(result, result.given, context)
  const { task, length, symbols, hidden, batch, seeds } = result.spec
  const { title } = context.words.lab.bench
  return [
    ...prose(news(result, context), context),
    ...prose([title(task, length, symbols, hidden, batch, seeds[0] ?? 1)], context, bold(context)),
    ...prose([settings(result, context)], context),
  ]
}

/** The same of a net from a file: which it is, and what its loss is. */
function givenTop(
  result: BenchResult,
  given: NonNullable<BenchResult['given']>,
  context: PictureContext,
): ResultPart {
  const { step, steps, layer, readout, asked, assumedTanh, assumedVariant, format } = given
  const words = context.words.lab.given
  const [weights, input] = [given.weights, given.input].map(sanitizeLine)
  const [I, H, O] = given.sizes
  const { length, batch, variant } = result.spec
  return [
    ...prose(news(result, context), context),
    ...prose([words.title(weights, input)], context, bold(context)),
    ...prose(
      [
        words.layer(format, step, steps, sanitizeLine(layer), I, H),
        words.sequences(batch, length),
        ...(variant === 'standard' || variant === 'gru'
          ? []
          : [context.words.lab.bench.variant(variant)]),
      ],
      context,
    ),
    ...prose(
      [
        readout === null ? words.identity(H) : words.readout(sanitizeLine(readout), O),
        asked === 'y' ? words.asked : words.unasked,
        ...(assumedTanh ? [words.tanh] : []),
        ...(assumedVariant ? [words.variant] : []),
      ],
      context,
    ),
  ]
}

/** The summary of a file that was just put on the bench. */
function understoodPart({ understood }: BenchResult, context: PictureContext): ResultPart {
  const { ownData, view } = context.words
  return understood
    ? prose(
        understoodBriefly(understood, sanitizeLine(understood.file.path), ownData, view),
        context,
      )
    : []
}

function news({ command, about, restarted }: BenchResult, { words }: PictureContext): string[] {
  const { undone, redone, loaded, restarted: anew } = words.lab.bench
  const say = { undo: undone, redo: redone, load: loaded }[command]
  return [
    ...(say && about !== null ? [say(sanitizeLine(about))] : []),
    ...(restarted ? [anew] : []),
  ]
}

function settings({ spec }: BenchResult, { words: { lab, view } }: PictureContext): string {
  const { optimizer, learningRate, clip, init, gain, forgetBias, inputBias, variant } = spec
  const { readout = 'last' } = spec
  const said = (bias: number | 'chrono') => (typeof bias === 'number' ? significant(bias) : bias)
  const all = lab.bench.settings(
    optimizer,
    significant(learningRate),
    clip === null ? view.none : significant(clip),
    init,
    said(forgetBias),
  )
  const more = [
    ...(inputBias === null ? [] : [lab.bench.inputBias(said(inputBias))]),
    ...(gain === 1 ? [] : [lab.bench.gain(significant(gain))]),
    ...(variant === 'standard' ? [] : [lab.bench.variant(variant)]),
    ...(readout === 'last' ? [] : [lab.bench.readout(readout)]),
  ]
  return [all, ...more].join(view.comma)
}

const present = (result: BenchResult): [Cell, NetFacts][] =>
  CELLS.flatMap((cell) => {
    const net = result.nets[cell]
    return net ? [[cell, net] as [Cell, NetFacts]] : []
  })

function nets(result: BenchResult, context: PictureContext): ResultPart {
  const { lab, view } = context.words
  const { columns } = lab.bench
  const heads = [
    { head: columns.cell },
    { head: columns.step, right: true },
    { head: columns.status },
    { head: view.metric[result.task.metric], right: true },
    { head: columns.loss, right: true },
    { head: columns.parameters, right: true },
    { head: columns.digest },
  ]
  const rows = present(result).map(([cell, net]) => [
    view.cell[cell],
    String(net.step),
    lab.status[net.status],
    significant(net.metric),
    significant(net.loss),
    String(net.parameters),
    shortDigest(net.digest),
  ])
  return rows.length === 0 ? [] : tablePart(heads, rows, context)
}

/**
 * How good the trained nets are compared with the best constant answer, and which are not trained
 * at all.
 */
function state(result: BenchResult, { words: { lab, view } }: PictureContext): string[] {
  const trained = present(result).filter(([, { step }]) => step > 0)
  const untrained = present(result).filter(([, { status }]) => status === 'untrained')
  return [
    ...(trained.length > 0
      ? [
          curveSentence(
            trained.map(([cell, net]) => curveFacts(cell, net)),
            result.task,
            view,
          ),
        ]
      : []),
    ...(untrained.length > 0
      ? [lab.bench.untrained(untrained.map(([cell]) => view.cell[cell]).join(view.list))]
      : []),
    ...present(result).flatMap(([cell, { beforeSurgery }]) =>
      beforeSurgery ? [lab.bench.beforeSurgery(view.cell[cell])] : [],
    ),
  ]
}

function curveFacts(
  cell: Cell,
  { status, solvedAt, metric, step, baseline }: NetFacts,
): CurveFacts {
  return {
    cell,
    status: status === 'untrained' || status === 'given' ? 'training' : status,
    solvedAt,
    metric,
    steps: step,
    baseline,
  }
}
