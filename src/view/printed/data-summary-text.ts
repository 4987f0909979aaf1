/** The summary of a user data file: as a table of sentences, and in two lines. */

import type {
  Odd,
  Spread,
  Understood,
  UnderstoodData,
  UnderstoodSeries,
  UnderstoodText,
} from '../../results/summary-of-data.ts'
import { largest } from '../../rules/extremes.ts'
import type { ownData } from '../../text/en/own-data.ts'
import { significant } from '../shared/number.ts'
import type { ViewText } from '../shared/text-types.ts'
import { padEnd, widthOf, wrap } from '../shared/width.ts'
import { seriesBriefly, seriesFacts } from './series-summary-text.ts'

export type OwnDataText = typeof ownData

/** Inputs and classes that are named one by one. */
const NAMED = 8
const CLASSES = 12
const INDENT = '  '
const DIGITS = 12

interface Words {
  readonly words: OwnDataText
  readonly text: ViewText
}

const percent = (share: number) => `${Number((100 * share).toPrecision(share < 0.1 ? 2 : 3))} %`

/** A line of the table: a label and what stands there. */
type Row = readonly [label: keyof OwnDataText['labels'], facts: readonly string[]]

/** The whole, in lines of at most `width` columns. `path` is the file's as it may be shown. */
export function understoodText(
  all: Understood,
  path: string,
  words: OwnDataText,
  text: ViewText,
  width = 80,
): string {
  const rows = rowsOf(all, { words, text })
  const odd: Row = ['odd', all.odd.map((one) => oddSentence(one, words))]
  const shown = [...rows, odd].filter(([, facts]) => facts.length > 0)
  const room = 2 + largest(shown.map(([label]) => widthOf(words.labels[label])))
  const lines = shown.flatMap(([label, facts]) =>
    facts.flatMap((fact, n) => {
      const before = n === 0 ? words.labels[label] : ''
      const wrapped = wrap(fact, Math.max(20, width - INDENT.length - room))
      return wrapped.map((line, place) =>
        `${INDENT}${padEnd(place === 0 ? before : '', room)}${line}`.trimEnd(),
      )
    }),
  )
  return `${[...wrap(words.title(path), width), ...lines].join('\n')}\n`
}

function rowsOf(all: Understood, { words, text }: Words): Row[] {
  if (all.form === 'text') return rowsOfText(all, { words, text })
  return all.form === 'data' ? rowsOfData(all, { words, text }) : rowsOfSeries(all, { words, text })
}

function rowsOfSeries(all: UnderstoodSeries, { words, text }: Words): Row[] {
  const { series, asked, leftOut, heldOut, baseline } = seriesFacts(
    all,
    words.series,
    text.metric.mse,
  )
  const file = words.format('series', null, false, digits(all.file.digest))
  return [
    ['file', [file]],
    ['series', series],
    ['asked', asked],
    ['leftOut', leftOut.length > 0 ? [leftOut.join(text.join)] : []],
    ['heldOut', heldOut],
    ['baseline', baseline],
  ]
}

function rowsOfData(all: UnderstoodData, { words, text }: Words): Row[] {
  const {
    file,
    format,
    separator,
    decimalComma,
    sequences,
    timeSteps,
    inputs,
    answers,
    leftOut,
    heldOut,
  } = all
  const { kind, where, asked, readBy, other, classes, numbers } = answers
  const spread = (one: Spread, n: number) =>
    words.spread(
      one.name ?? words.unnamed(n + 1),
      significant(one.min),
      significant(one.max),
      significant(one.mean),
      significant(one.deviation),
    )
  const listed = (facts: readonly string[], most: number) =>
    facts.length > most + 1 ? [...facts.slice(0, most), words.more(facts.length - most)] : facts
  const outputs = numbers?.length ?? 1
  const nothing = all.nothing.map(({ word, count }) => words.nothing(word, count))
  const out = [
    ...leftOut.columns.map(({ name, why }) => words.column(name, why)),
    ...(leftOut.rows > 0 ? [words.rows(leftOut.rows)] : []),
    ...(leftOut.sequences > 0 ? [words.unanswered(leftOut.sequences)] : []),
  ]
  const counts = classes?.map(({ label, count }) => words.class(label, count)) ?? []
  return [
    ['file', [words.format(format, separator, decimalComma, digits(file.digest))]],
    ['sequences', [words.sequences(sequences, timeSteps)]],
    ['inputs', listed(inputs.map(spread), NAMED)],
    [
      'asked',
      [words.because(words.asked(kind, outputs, where, asked, timeSteps.all), readBy, other)],
    ],
    ['classes', counts.length > 0 ? [listed(counts, CLASSES).join(text.join)] : []],
    ['numbers', listed((numbers ?? []).map(spread), NAMED)],
    ['nothing', nothing.length > 0 ? [words.nothingIs(nothing.join(text.join))] : []],
    ['leftOut', out.length > 0 ? [out.join(text.join)] : []],
    ['heldOut', [words.heldOut(heldOut)]],
    [
      'standardize',
      all.standardize ? [words.standardize(all.standardize.answers, kind === 'classes')] : [],
    ],
    [
      'baseline',
      [words.constant(text.metric[all.baseline.metric], significant(all.baseline.constant))],
    ],
  ]
}

function rowsOfText(all: UnderstoodText, { words, text }: Words): Row[] {
  const { file, characters, different, own, symbols, rest, heldOut, baseline } = all
  const constant = words.constant(text.metric[baseline.metric], significant(baseline.constant))
  return [
    ['file', [words.format('text', null, false, digits(file.digest))]],
    ['characters', [words.characters(characters, different)]],
    [
      'symbols',
      [
        words.symbols(own, symbols),
        ...(rest.characters > 0 ? [words.rest(rest.characters, percent(rest.share))] : []),
      ],
    ],
    ['asked', [words.nextCharacter]],
    ['heldOut', [words.heldOutText(heldOut.characters)]],
    ['baseline', [[constant, words.pairs(significant(baseline.pairs))].join(text.join)]],
  ]
}

const digits = (digest: string) => digest.replace('sha256:', '').slice(0, DIGITS)

/** In a sentence without a stop. */
function oddSentence(odd: Odd, words: OwnDataText): string {
  const namesOf = ({ names }: { names: readonly (string | number)[] }) =>
    names.map((name) => (typeof name === 'number' ? words.unnamed(name) : name))
  const say = words.odd
  switch (odd.what) {
    case 'inputs-far':
    case 'answers-far':
      return say[odd.what]({
        ...odd,
        names: namesOf(odd),
        min: significant(odd.min),
        max: significant(odd.max),
      })
    case 'inputs-tiny':
      return say[odd.what]({ most: significant(odd.most) })
    case 'one-class':
      return say[odd.what]({ label: odd.label, share: percent(odd.share) })
    case 'inputs-constant':
      return say[odd.what]({ ...odd, names: namesOf(odd) })
    case 'class-once':
    case 'class-nothing':
      return say[odd.what](odd)
    case 'last-tenth':
      return say[odd.what]({
        distance: significant(odd.distance, 2),
        usual: significant(odd.usual, 2),
        unseen: percent(odd.unseen),
        isFar: odd.distance > odd.usual,
      })
    case 'rest':
      return say[odd.what]({ ...odd, share: percent(odd.share) })
    default:
      return say[odd.what](odd)
  }
}

/**
 * The same in one line, with a line for each of the first oddities or omissions: for the start of a
 * comparison. `path` as it may be shown.
 */
export function understoodBriefly(
  all: Understood,
  path: string,
  words: OwnDataText,
  text: ViewText,
): string[] {
  if (all.form === 'text') {
    const line = words.briefly(
      path,
      words.brieflyText(all.characters, all.symbols),
      words.nextCharacter,
      null,
    )
    return [line, ...oddBriefly(all, words)]
  }
  if (all.form === 'series') return seriesBriefly(all, path, words.series)
  const { sequences, timeSteps, inputs, answers, leftOut } = all
  const { kind, where, asked, classes, numbers } = answers
  const least = inputs.reduce((min, one) => Math.min(min, one.min), Number.POSITIVE_INFINITY)
  const most = inputs.reduce((max, one) => Math.max(max, one.max), Number.NEGATIVE_INFINITY)
  const what = words.brieflySequences(sequences, timeSteps.min, timeSteps.max)
  const question = words.asked(kind, numbers?.length ?? 1, where, asked, timeSteps.all)
  const line = words.briefly(
    path,
    what,
    classes ? words.brieflyClasses(question, classes.length) : question,
    words.brieflyInputs(inputs.length, significant(least), significant(most)),
  )
  const nothing = all.nothing
    .filter(({ word }) => word !== '')
    .map(({ word, count }) => words.nothing(word, count))
  const facts = [
    ...(nothing.length > 0 ? [words.nothingIs(nothing.join(text.join))] : []),
    ...leftOut.columns.map(({ name, why }) => words.column(name, why)),
    ...(leftOut.sequences > 0 ? [words.unanswered(leftOut.sequences)] : []),
  ]
  const left =
    facts.length > 0
      ? [`${words.labels.leftOut}${words.colon}${facts.join(text.join)}${words.stop}`]
      : []
  return [line, ...left, ...oddBriefly(all, words)]
}

/** The first thing that is odd, and where the others are told. */
function oddBriefly({ odd, form }: Understood, words: OwnDataText): string[] {
  if (odd.length === 0) return []
  const first = words.notable(oddSentence(odd[0], words))
  return [odd.length > 1 ? `${first}${words.details(odd.length - 1, form)}` : first]
}
