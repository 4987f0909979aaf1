/** The workbench as it stands: what is on it, how far the nets are, what was done to them. */
import type { Cell } from '../../engine/types.ts'
import type { BenchResult, NetFacts } from '../../lab/workbench/results.ts'
import { significant } from '../number.ts'
import { understoodBriefly } from '../own-data-text.ts'
import { type CurveFacts, curveSentence } from '../sentences.ts'
import { printable } from '../spans.ts'
import { inEffect, operationWords } from './operation-words.ts'
import { bold, indented, type Part, prose, quiet, type Scene, shortDigest, tablePart } from './scene.ts'

const CELLS = ['rnn', 'lstm'] as const satisfies readonly Cell[]

export function benchParts(result: BenchResult, scene: Scene): Part[] {
  const { lab, view } = scene.words
  const { spec, operations, undo, redo, forgotten = 0, digest } = result
  const words = lab.bench
  const title = words.title(spec.task, spec.length, spec.symbols, spec.hidden, spec.batch, spec.seeds[0] ?? 1)
  return [
    [
      ...prose(news(result, scene), scene),
      ...prose([title], scene, bold(scene)),
      ...prose([settings(result, scene)], scene),
    ],
    understoodPart(result, scene),
    nets(result, scene),
    prose(state(result, scene), scene),
    operations.length === 0
      ? []
      : [
          ...prose([words.surgery], scene),
          ...indented(
            inEffect(operations).map((one) => operationWords(one, scene.words)),
            scene,
          ),
        ],
    prose(
      [words.changes(undo, redo, forgotten) + view.between + words.digest(shortDigest(digest))],
      scene,
      quiet(scene),
    ),
  ]
}

/** Of a file that has just been put on the bench. */
function understoodPart({ understood }: BenchResult, scene: Scene): Part {
  const { ownData, view } = scene.words
  return understood ? prose(understoodBriefly(understood, printable(understood.file.path), ownData, view), scene) : []
}

function news({ command, about, restarted }: BenchResult, { words }: Scene): string[] {
  const { undone, redone, loaded, restarted: anew } = words.lab.bench
  const say = { undo: undone, redo: redone, load: loaded }[command]
  return [...(say && about !== null ? [say(printable(about))] : []), ...(restarted ? [anew] : [])]
}

function settings({ spec }: BenchResult, { words: { lab, view } }: Scene): string {
  const { optimizer, learningRate, clip, init, gain, forgetBias, variant } = spec
  const bias = typeof forgetBias === 'number' ? significant(forgetBias) : forgetBias
  const all = lab.bench.settings(
    optimizer,
    significant(learningRate),
    clip === null ? view.none : significant(clip),
    init,
    bias,
  )
  const more = [
    ...(gain === 1 ? [] : [lab.bench.gain(significant(gain))]),
    ...(variant === 'standard' ? [] : [lab.bench.variant(variant)]),
  ]
  return [all, ...more].join(lab.comma)
}

const present = (result: BenchResult): [Cell, NetFacts][] =>
  CELLS.flatMap((cell) => {
    const net = result.nets[cell]
    return net ? [[cell, net] as [Cell, NetFacts]] : []
  })

function nets(result: BenchResult, scene: Scene): Part {
  const { lab, view } = scene.words
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
  return rows.length === 0 ? [] : tablePart(heads, rows, scene)
}

/** How good the trained nets are beside answering blindly, and which are not trained at all. */
function state(result: BenchResult, { words: { lab, view } }: Scene): string[] {
  const trained = present(result).filter(([, { step }]) => step > 0)
  const untrained = present(result).filter(([, { step }]) => step === 0)
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
    ...(untrained.length > 0 ? [lab.bench.untrained(untrained.map(([cell]) => view.cell[cell]).join(view.list))] : []),
  ]
}

function curveFacts(cell: Cell, { status, solvedAt, metric, step, baseline }: NetFacts): CurveFacts {
  return { cell, status: status === 'untrained' ? 'training' : status, solvedAt, metric, steps: step, baseline }
}
